// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/FileCache.h"
#include "server/files/FileStore.h"
#include "server/store/FileChunks.h"

namespace lectern {

/// In the database, so that nodes need no disk in common. What is read is kept in a cache on this machine.
class DatabaseFileStore : public FileStore
{
public:
    /// `cacheBytes`: how much the cache may take. take() is a rename into the cache where `path` is on its
    /// file system.
    DatabaseFileStore(Database &database, QString cacheDirectory, qint64 cacheBytes);

    Result<void> open() override;
    Result<void> take(const QString &path, const QString &sha256) override;
    QString locate(const QString &sha256) override;
    Result<QString> fetch(const QString &sha256) override;
    Result<void> remove(Sql &sql, const QString &sha256) override;
    QStringList copies() override;
    void forgetCopy(const QString &sha256) override;

private:
    FileChunks m_chunks;
    FileCache m_cache;
};

} // namespace lectern
