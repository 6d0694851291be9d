// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"
#include "server/files/FileStore.h"

#include <memory>

namespace lectern {

class Database;

/// Where this system's files are received, and lie if `files.store` is "directory".
QString filesDirectory(const Config &config);

/// The bytes of files, not open yet: new ones go where `files.store` says, older ones are found where they
/// are. `cacheDirectory`: where those that lie in the database are kept when they are read.
std::unique_ptr<FileStore> makeFileStore(const Config &config, Database &database,
                                         const QString &cacheDirectory);

} // namespace lectern
