// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"

namespace lectern::verbs {

int userList(const Config &config, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    if (const auto code = desk.open(config)) return *code;
    const auto accounts = desk.accounts().all().result();
    if (!accounts) return desk.fail(accounts.error().detail);
    for (const Account &account : *accounts) {
        terminal.out << account.username << '\t' << wireName(account.role) << '\t' << account.name << '\t'
                     << account.email << '\t' << (account.disabled ? "disabled" : "active") << '\n';
    }
    terminal.out.flush();
    return kFine;
}

} // namespace lectern::verbs
