// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

class BackupReader;
class Sql;

/// Puts the tables of a backup in the place of all that is in the database, in one transaction, in the schema
/// that they had. Every room begins a new epoch: what its people saw behind the backup is not what will
/// follow. `restoreId` is kept as the setting "restore_id".
Result<void> loadTables(Sql &sql, BackupReader &backup, const QString &restoreId);

} // namespace lectern
