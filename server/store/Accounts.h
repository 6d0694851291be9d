// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/Account.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace lectern {

class Database;

/// The table of accounts.
class Accounts
{
public:
    explicit Accounts(Database &database);

    enum class Conflict { None, Username, Email };
    struct Created
    {
        Account account;                    ///< with id and createdAt, if there was no conflict
        Conflict conflict = Conflict::None; ///< what another account already has; then nothing was made
    };
    QFuture<Result<Created>> create(Account account);

    QFuture<Result<std::optional<Account>>> byId(QString id);
    QFuture<Result<std::optional<Account>>> byUsername(QString username);
    QFuture<Result<std::optional<Account>>> byEmail(QString email);
    QFuture<Result<QList<Account>>> all(); ///< by username

    /// The token generation of each of these accounts; those that are gone or disabled are left out.
    QFuture<Result<QHash<QString, int>>> generations(QStringList ids);

    /// False when there is no such account.
    QFuture<Result<bool>> remove(QString id);

    /// A disabled account's tokens do not work until it is enabled again. False when there is no such
    /// account.
    QFuture<Result<bool>> setDisabled(QString id, bool disabled);

    /// A new password makes every older token stop working: the generation goes up by one, and is returned.
    /// `user_not_found` when there is no such account.
    QFuture<Result<int>> setPassword(QString id, QString passwordHash);

private:
    Database &m_database;
};

} // namespace lectern
