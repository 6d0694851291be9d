// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/FilePlaces.h"

#include "server/files/DatabaseFileStore.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/EitherFileStore.h"

#include <QtCore/QDir>

namespace lectern {

using namespace Qt::StringLiterals;

QString filesDirectory(const Config &config)
{
    return QDir(config.dataDir).filePath(u"files"_s);
}

std::unique_ptr<FileStore> makeFileStore(const Config &config, Database &database,
                                         const QString &cacheDirectory)
{
    std::unique_ptr<FileStore> current = std::make_unique<DirectoryFileStore>(filesDirectory(config));
    std::unique_ptr<FileStore> former =
        std::make_unique<DatabaseFileStore>(database, cacheDirectory, config.fileCache);
    if (config.filePlace == FilePlace::Database) std::swap(current, former);
    return std::make_unique<EitherFileStore>(std::move(current), std::move(former));
}

} // namespace lectern
