// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDir.h"

#include "server/store/DatabaseUrl.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace lectern {

using namespace Qt::StringLiterals;

std::expected<void, QString> prepareDataDir(const QString &path)
{
    const auto refuse = [&path](const QString &why) {
        return std::unexpected(
            u"data_dir (--data-dir): got \"%1\", expected a directory that can be read and written: %2"_s.arg(
                path, why));
    };
    if (!QFileInfo::exists(path)) {
        if (!QDir().mkpath(path)) return refuse(u"it can't be made"_s);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QFileInfo info(path);
    if (!info.isDir()) return refuse(u"it is a file"_s);
    if (!info.isReadable() || !info.isWritable() || !info.isExecutable())
        return refuse(u"permission denied"_s);
    return {};
}

std::expected<void, QString> requireDatabase(const QString &databaseUrl)
{
    const auto url = DatabaseUrl::parse(databaseUrl);
    if (!url) return std::unexpected(u"database = %1"_s.arg(url.error().detail));
    if (url->kind == DatabaseUrl::Kind::Sqlite && !QFileInfo::exists(url->file))
        return std::unexpected(u"there is no database %1: see --data-dir and --database"_s.arg(url->file));
    return {};
}

} // namespace lectern
