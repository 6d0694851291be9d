// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"

#include "common/protocol/PersonName.h"
#include "server/app/DataDir.h"
#include "server/app/verbs/CommandAudit.h"
#include "server/auth/EmailAddress.h"
#include "server/auth/Passwords.h"
#include "server/backup/RestoredSecret.h"

#include <algorithm>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

std::optional<int> AccountsDesk::open(const Config &config)
{
    if (const auto prepared = prepareDataDir(config.dataDir); !prepared) return badUsage(prepared.error());
    auto lock = DataDirLock::take(config.dataDir, DataDirLock::Use::Shared);
    if (!lock) return fail(lock.error());
    m_lock = *std::move(lock);
    if (const auto opened = m_database.open(config.database, {.durability = config.durability}); !opened)
        return badUsage(u"database = %1"_s.arg(opened.error().detail));
    if (const auto settled = restoredsecret::settle(m_database, config.jwtSecretFile); !settled)
        return fail(settled.error().detail);
    m_accounts = std::make_unique<Accounts>(m_database);
    return std::nullopt;
}

std::optional<Account> AccountsDesk::find(const QString &username)
{
    const auto found = m_accounts->byUsername(username).result();
    if (!found)
        fail(found.error().detail);
    else if (!*found)
        fail(u"user \"%1\": there is no such account"_s.arg(username));
    return found ? *found : std::nullopt;
}

void AccountsDesk::note(const QString &action, const QString &target)
{
    // What cannot be noted is said in the log, and is no reason to undo what was done.
    (void)noteCommand(m_database, action, target);
}

int AccountsDesk::fail(const QString &line)
{
    m_terminal.err << "lectern-server: " << line << Qt::endl;
    return kFailed;
}

int AccountsDesk::badUsage(const QString &line)
{
    m_terminal.err << "lectern-server: " << line << Qt::endl;
    return kBadUsage;
}

std::expected<Account, QString> accountOf(const NewUser &user, int nameLimit)
{
    constexpr int kUsernameLength = 254; // an e-mail address may be one
    const bool visible =
        std::ranges::all_of(user.username, [](QChar c) { return c.isPrint() && !c.isSpace(); });
    if (user.username.isEmpty() || user.username.size() > kUsernameLength || !visible)
        return std::unexpected(u"username: got \"%1\", expected 1 to 254 characters without spaces"_s.arg(
            user.username.left(80).simplified()));
    const auto role = roleFromString(user.role);
    if (!role)
        return std::unexpected(u"--role: got \"%1\", expected teacher, admin or student"_s.arg(user.role));
    const auto name = cleanName(user.name.isEmpty() ? user.username.left(nameLimit) : user.name, nameLimit);
    if (!name)
        return std::unexpected(u"--name: got \"%1\", "_s.arg(user.name.left(80).simplified()) +
                               name.error().detail);
    if (!user.email.isEmpty() && !isEmailAddress(user.email))
        return std::unexpected(
            u"--email: got \"%1\", expected an e-mail address"_s.arg(user.email.left(80).simplified()));

    Account account;
    account.username = user.username;
    account.name = *name;
    account.email = user.email;
    account.role = *role;
    return account;
}

std::expected<QString, QString> checkPassword(const QString &password)
{
    if (codePoints(password) >= passwords::kMinLength) return password;
    return std::unexpected(u"password: got %1 characters, expected at least %2"_s.arg(codePoints(password))
                               .arg(passwords::kMinLength));
}

std::expected<QString, QString> readPassword(bool fromStdin, QIODevice &in)
{
    if (!fromStdin)
        return std::unexpected(u"--password-stdin: not given, expected as passwords are read from there"_s);
    constexpr qint64 kMost = 4096;
    QByteArray bytes = in.read(kMost);
    while (bytes.size() < kMost) {
        const QByteArray more = in.read(kMost - bytes.size());
        if (more.isEmpty()) break;
        bytes += more;
    }
    if (bytes.endsWith('\n')) bytes.chop(1);
    return checkPassword(QString::fromUtf8(bytes));
}

} // namespace lectern::verbs
