// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/CommandAudit.h"

#include "server/store/AuditLog.h"

#include <unistd.h>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

Result<void> noteCommand(Database &database, const QString &action, const QString &target)
{
    const QString who =
        qEnvironmentVariable("SUDO_USER", qEnvironmentVariable("USER", QString::number(::getuid())));
    return AuditLog(database).record({{}, u"command:"_s + who, action, target, {}}).result();
}

} // namespace lectern::verbs
