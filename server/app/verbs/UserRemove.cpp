// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int userRemove(const Config &config, const QString &username, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    if (const auto code = desk.open(config)) return *code;
    const auto account = desk.find(username);
    if (!account) return kFailed;
    const auto removed = desk.accounts().remove(account->id).result();
    if (!removed) return desk.fail(removed.error().detail);
    if (!*removed) return desk.fail(u"user \"%1\": there is no such account"_s.arg(username));
    desk.note(u"user removed"_s, account->username);
    terminal.out << "user " << account->username << " removed" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
