// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/DirectoryFileStore.h"

#include "server/files/Disk.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &directory, const QString &sha256)
{
    return directory + u'/' + sha256.left(2) + u'/' + sha256.mid(2);
}

} // namespace

DirectoryFileStore::DirectoryFileStore(QString directory)
    : m_directory(std::move(directory))
{
}

Result<void> DirectoryFileStore::open()
{
    return disk::openDirectory(m_directory);
}

Result<void> DirectoryFileStore::take(const QString &path, const QString &sha256)
{
    if (!disk::isSha256(sha256)) return problem(ErrorCode::Internal, "%1 is no SHA-256"_L1.arg(sha256));
    const QString kept = locate(sha256);
    if (!kept.isEmpty() && QFileInfo(kept).size() == QFileInfo(path).size()) {
        QFile::remove(path);
        return {};
    }
    return disk::moveForGood(path, pathOf(m_directory, sha256));
}

QString DirectoryFileStore::locate(const QString &sha256)
{
    if (!disk::isSha256(sha256)) return {};
    const QString path = pathOf(m_directory, sha256);
    return QFileInfo(path).isFile() ? path : QString();
}

Result<QString> DirectoryFileStore::fetch(const QString &sha256)
{
    return locate(sha256);
}

Result<void> DirectoryFileStore::remove(Sql &, const QString &sha256)
{
    return remove(sha256);
}

Result<void> DirectoryFileStore::remove(const QString &sha256)
{
    if (!disk::isSha256(sha256)) return {};
    return disk::remove(pathOf(m_directory, sha256));
}

} // namespace lectern
