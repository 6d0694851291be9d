// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/ClassRegister.h"

namespace lectern {

class Database;

/// What the host settles about people, in the database.
class SqlClassRegister : public ClassRegister
{
public:
    explicit SqlClassRegister(Database &database)
        : m_database(database)
    {
    }

    QFuture<Result<void>> setMuted(QString roomId, QString userId, bool muted) override;
    QFuture<Result<payload::Rename>> rename(QString roomId, QString userId, payload::Rename wish) override;
    QFuture<Result<QList<Standing>>> standings(QString roomId) override;
    QFuture<Result<void>> putOut(QString roomId, QString userId, bool ban) override;
    QFuture<Result<QList<Ban>>> bans(QString roomId) override;
    QFuture<Result<void>> lift(QString roomId, QString userId) override;
    QFuture<Result<void>> setRoster(QString roomId, QStringList names) override;
    QFuture<Result<QList<ExpectedName>>> roster(QString roomId) override;

private:
    Database &m_database;
};

} // namespace lectern
