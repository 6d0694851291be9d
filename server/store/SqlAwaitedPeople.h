// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/AwaitedPeople.h"

namespace lectern {

class Database;

/// Those who are expected back, in the database; who has died under whom it knows from the attendance.
class SqlAwaitedPeople : public AwaitedPeople
{
public:
    SqlAwaitedPeople(Database &database, QString serverId);

    void expect(QList<Awaited> people) override;
    void forget(QString roomId) override;
    QFuture<Result<QList<Awaited>>> of(QString roomId) override;
    QFuture<Result<QList<Awaited>>> takeOverdue() override;
    void adopt(QDateTime silentSince, Patience patience) override;
    void extend(Patience patience) override;

private:
    Database &m_database;
    QString m_serverId;
};

} // namespace lectern
