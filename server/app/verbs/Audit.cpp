// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDir.h"
#include "server/app/verbs/AccountsDesk.h"
#include "server/store/AuditLog.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int audit(const Config &config, const QString &since, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    const QDateTime begin =
        since.isEmpty() ? QDateTime::fromMSecsSinceEpoch(0) : QDateTime::fromString(since, Qt::ISODate);
    if (!begin.isValid())
        return desk.badUsage(
            u"--since: got \"%1\", expected a date such as 2026-11-21, or 2026-11-21T08:00:00Z"_s.arg(since));
    if (const auto there = requireDatabase(config.database); !there) return desk.fail(there.error());
    if (const auto code = desk.open(config)) return *code;
    const auto entries = AuditLog(desk.database()).since(begin).result();
    if (!entries) return desk.fail(entries.error().detail);
    const auto shown = [](const QString &text) { return text.isEmpty() ? u"-"_s : text; };
    for (const AuditEntry &entry : *entries)
        terminal.out << entry.at.toUTC().toString(Qt::ISODateWithMs) << '\t' << shown(entry.actor) << '\t'
                     << entry.action << '\t' << shown(entry.target) << '\t' << shown(entry.origin) << '\n';
    terminal.out << Qt::flush;
    return kFine;
}

} // namespace lectern::verbs
