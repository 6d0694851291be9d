// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/backup/Manifest.h"

namespace lectern {

class Database;
class FileStore;

/// What a system consists of.
struct System
{
    Database &database;
    FileStore &files;
    QString secretFile; ///< the JWT secret's
};

struct BackupReport
{
    Manifest manifest;
    qint64 files = 0;    ///< how many
    qint64 size = 0;     ///< of the backup, bytes
    QStringList damaged; ///< hashes of files whose bytes are not there or are others, though they should be
};

/// Writes the system into one file, as it was in one moment after the call, while others go on working with
/// it. Blocking. `storage_unavailable`; the detail is for the operator, and there is no file then.
Result<BackupReport> makeBackup(const System &system, const QString &file);

} // namespace lectern
