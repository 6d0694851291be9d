// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"
#include "server/auth/Passwords.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int userAdd(const Config &config, const NewUser &user, bool passwordFromStdin, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    auto account = accountOf(user, config.limits.name);
    if (!account) return desk.badUsage(account.error());
    const auto password = readPassword(passwordFromStdin, terminal.in);
    if (!password) return desk.badUsage(password.error());
    if (const auto code = desk.open(config)) return *code;

    account->passwordHash = passwords::hash(*password).result();
    if (account->passwordHash.isEmpty()) return desk.fail(u"password: no memory to hash it"_s);
    const auto created = desk.accounts().create(*account).result();
    if (!created) return desk.fail(created.error().detail);
    if (created->conflict == Accounts::Conflict::Username)
        return desk.fail(u"user \"%1\": an account of that name exists already"_s.arg(user.username));
    if (created->conflict == Accounts::Conflict::Email)
        return desk.fail(u"--email: got \"%1\", which another account has already"_s.arg(user.email));
    desk.note(u"user added"_s, created->account.username);
    terminal.out << "user " << created->account.username << " added as " << wireName(created->account.role)
                 << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
