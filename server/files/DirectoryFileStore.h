// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/FileStore.h"

namespace lectern {

/// In a directory, as DIR/ab/cdef...; several nodes share it. A file is flushed, then renamed into its place.
class DirectoryFileStore : public FileStore
{
public:
    explicit DirectoryFileStore(QString directory);

    const QString &directory() const { return m_directory; }
    Result<void> remove(const QString &sha256);

    Result<void> open() override;
    Result<void> take(const QString &path, const QString &sha256) override;
    QString locate(const QString &sha256) override;
    Result<QString> fetch(const QString &sha256) override;
    Result<void> remove(Sql &sql, const QString &sha256) override;

private:
    QString m_directory;
};

} // namespace lectern
