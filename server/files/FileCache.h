// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <mutex>

namespace lectern {

/// A directory of files that can be had again from elsewhere, under their SHA-256. Keeps to a number of
/// bytes: what was not used for the longest time goes first, but nothing that was asked for within the last
/// seconds, as it may not be open yet. Any thread.
class FileCache
{
public:
    FileCache(QString directory, qint64 bytes);

    /// Makes the directory, learns what is in it and clears away what was not finished.
    Result<void> open();

    /// The file, which counts as used now; empty when it is not there.
    QString locate(const QString &sha256);

    /// A path in this directory for a file that is being made; nobody else gets the same.
    QString draft() const;

    /// Takes a whole file in by renaming it; blocks. One that is too large for the cache stays until others
    /// come.
    Result<QString> put(const QString &path, const QString &sha256);

    void forget(const QString &sha256);
    QStringList hashes() const;

private:
    struct Entry
    {
        qint64 bytes = 0;
        qint64 usedAt = 0; ///< milliseconds since 1970
    };
    QString pathOf(const QString &sha256) const;
    void makeRoom();

    QString m_directory;
    qint64 m_limit;
    mutable std::mutex m_mutex;
    QHash<QString, Entry> m_entries;
    qint64 m_bytes = 0;
};

} // namespace lectern
