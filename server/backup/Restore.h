// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QStringList>

namespace lectern {

class BackupReader;
class DirectoryFileStore;

/// Where a system is to come into being. Nobody works with it.
struct RestoreTarget
{
    DatabaseUrl database;
    DirectoryFileStore &files;
    QString secretFile; ///< the JWT secret's
};

struct RestoreReport
{
    qint64 files = 0;     ///< that were brought in
    QString replacedFile; ///< where the database of before lies now; empty: there was none, or it is gone
};

/// What is there already that a restore would write over, as names for a person. `storage_unavailable` when
/// the database cannot be asked.
Result<QStringList> whatIsThere(const RestoreTarget &target);

/// Puts a backup in the place of what is there. All of the backup is checked first. The database changes in
/// one moment, after its files have come: however this ends before, the system is as it was.
/// Blocking. `bad_request`: the backup does not fit; `storage_unavailable`: disk or database, or somebody has
/// the database open. The detail is for the operator.
Result<RestoreReport> restoreBackup(BackupReader &backup, const RestoreTarget &target);

} // namespace lectern
