// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/DataDirLock.h"
#include "server/app/verbs/Verbs.h"
#include "server/store/Accounts.h"
#include "server/store/Database.h"

#include <memory>
#include <optional>

namespace lectern::verbs {

/// The accounts, opened for one verb. Says on the terminal what went wrong.
class AccountsDesk
{
public:
    explicit AccountsDesk(Terminal &terminal)
        : m_terminal(terminal)
    {
    }

    /// An exit code when the data can't be used.
    std::optional<int> open(const Config &config);

    Accounts &accounts() { return *m_accounts; }
    Database &database() { return m_database; }

    /// Nothing, after saying so, when there is no such account or the database can't be read.
    std::optional<Account> find(const QString &username);

    /// Puts it into the audit log, as done by the user of the machine who runs this.
    void note(const QString &action, const QString &target);

    int fail(const QString &line);     ///< says so; kFailed
    int badUsage(const QString &line); ///< says so; kBadUsage

private:
    Terminal &m_terminal;
    DataDirLock m_lock;
    Database m_database;
    std::unique_ptr<Accounts> m_accounts;
};

/// A user's fields, checked: the account without password, or a line that says what does not fit.
std::expected<Account, QString> accountOf(const NewUser &user, int nameLimit);

/// The password on `in`, or a line that says what does not fit.
std::expected<QString, QString> readPassword(bool fromStdin, QIODevice &in);
std::expected<QString, QString> checkPassword(const QString &password);

} // namespace lectern::verbs
