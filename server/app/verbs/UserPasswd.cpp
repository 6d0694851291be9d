// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"
#include "server/auth/Passwords.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int userPasswd(const Config &config, const QString &username, bool passwordFromStdin, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    const auto password = readPassword(passwordFromStdin, terminal.in);
    if (!password) return desk.badUsage(password.error());
    if (const auto code = desk.open(config)) return *code;
    const auto account = desk.find(username);
    if (!account) return kFailed;

    const QString hash = passwords::hash(*password).result();
    if (hash.isEmpty()) return desk.fail(u"password: no memory to hash it"_s);
    const auto changed = desk.accounts().setPassword(account->id, hash).result();
    if (!changed) return desk.fail(changed.error().detail);
    desk.note(u"password set"_s, account->username);
    terminal.out << "password of " << account->username << " changed; older tokens stop working" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
