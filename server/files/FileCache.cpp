// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileCache.h"

#include "common/protocol/Ulid.h"
#include "server/files/Disk.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kInUse = 5'000; ///< milliseconds between asking for a file and opening it

} // namespace

FileCache::FileCache(QString directory, qint64 bytes)
    : m_directory(std::move(directory))
    , m_limit(bytes)
{
}

Result<void> FileCache::open()
{
    if (auto opened = disk::openDirectory(m_directory); !opened) return opened;
    const auto files = QDir(m_directory).entryInfoList(QDir::Files | QDir::Hidden | QDir::System);
    const std::lock_guard lock(m_mutex);
    for (const QFileInfo &file : files) {
        if (!disk::isSha256(file.fileName())) {
            if (const auto gone = disk::remove(file.filePath()); !gone) return gone;
            continue;
        }
        m_entries.insert(file.fileName(), {file.size(), file.lastModified().toMSecsSinceEpoch()});
        m_bytes += file.size();
    }
    makeRoom();
    return {};
}

QString FileCache::locate(const QString &sha256)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(sha256);
    if (entry == m_entries.end()) return {};
    entry->usedAt = QDateTime::currentMSecsSinceEpoch();
    const QString path = pathOf(sha256);
    // The file's own time says after a restart when it was used.
    ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, 0);
    return path;
}

QString FileCache::draft() const
{
    return m_directory + u'/' + newUlid();
}

Result<QString> FileCache::put(const QString &path, const QString &sha256)
{
    const qint64 bytes = QFileInfo(path).size();
    const QString target = pathOf(sha256);
    // After a power cut a whole file stands under this name, or none.
    if (const int error = disk::flush(path)) return disk::failure("keep a copy of"_L1, path, error);
    const std::lock_guard lock(m_mutex);
    if (std::rename(QFile::encodeName(path).constData(), QFile::encodeName(target).constData()) != 0)
        return disk::failure("keep a copy in"_L1, target, errno);
    m_bytes += bytes - m_entries.value(sha256).bytes;
    m_entries.insert(sha256, {bytes, QDateTime::currentMSecsSinceEpoch()});
    makeRoom();
    return target;
}

void FileCache::forget(const QString &sha256)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.constFind(sha256);
    if (entry == m_entries.cend()) return;
    m_bytes -= entry->bytes;
    m_entries.erase(entry);
    (void)disk::remove(pathOf(sha256));
}

QStringList FileCache::hashes() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.keys();
}

QString FileCache::pathOf(const QString &sha256) const
{
    return m_directory + u'/' + sha256;
}

void FileCache::makeRoom()
{
    if (m_bytes <= m_limit) return;
    QStringList oldestFirst = m_entries.keys();
    std::ranges::sort(oldestFirst, {}, [this](const QString &hash) { return m_entries.value(hash).usedAt; });
    const qint64 inUse = QDateTime::currentMSecsSinceEpoch() - kInUse;
    for (const QString &hash : oldestFirst) {
        const Entry entry = m_entries.value(hash);
        if (m_bytes <= m_limit || entry.usedAt > inUse) return;
        if (!disk::remove(pathOf(hash))) continue;
        m_bytes -= entry.bytes;
        m_entries.remove(hash);
    }
}

} // namespace lectern
