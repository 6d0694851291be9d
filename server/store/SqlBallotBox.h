// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/BallotBox.h"

namespace lectern {

class Database;

/// The votes in the database.
class SqlBallotBox : public BallotBox
{
public:
    explicit SqlBallotBox(Database &database)
        : m_database(database)
    {
    }

    QFuture<Result<void>> save(QString roomId, QList<Ballot> ballots) override;
    QFuture<Result<void>> discard(QString roomId, QString pollId) override;
    QFuture<Result<QList<OpenBallots>>> open(QString roomId) override;

private:
    Database &m_database;
};

} // namespace lectern
