// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/ports/RoomAudit.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QString>

namespace lectern {

class Database;

/// Who did what to whom.
struct AuditEntry
{
    QDateTime at;
    QString actor;  ///< an account's id, "command:USER", or empty where nobody is signed in
    QString action; ///< "user added"
    QString target; ///< a user name, a room's code; empty where the action says it all
    QString origin; ///< the address it came from; empty for a command
};

/// The table of what was done to accounts, classes and data. Never a text, a password or a token. An entry is
/// kept for two years.
class AuditLog : public RoomAudit
{
public:
    explicit AuditLog(Database &database)
        : m_database(database)
    {
    }

    /// `at` is now. Does not hold up who does it: what cannot be written is said in the server's log.
    QFuture<Result<void>> record(AuditEntry entry);

    void note(const RoomAct &act) override;

    /// Those of that time and later, oldest first; the actor by user name where it is known.
    QFuture<Result<QList<AuditEntry>>> since(QDateTime begin);

private:
    Database &m_database;
};

} // namespace lectern
