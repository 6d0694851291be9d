// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {
class Database;
}

namespace lectern::verbs {

/// Puts it into the audit log, as done by the user of the machine who runs this; by sudo, who they were
/// before. Blocking.
Result<void> noteCommand(Database &database, const QString &action, const QString &target);

} // namespace lectern::verbs
