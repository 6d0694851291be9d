// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// The bytes of uploaded files, in a directory, each once, under the SHA-256 of its content:
/// DIR/ab/cdef.... A file is there whole or not at all (fsync, then rename).
class FileStore
{
public:
    explicit FileStore(QString directory);

    /// Makes the directories; the detail says which and why not.
    Result<void> open();

    /// Where uploads are received: same file system, so that taking them in is a rename. Emptied by open().
    QString incomingDirectory() const;

    /// Takes the file at `path` in (it is gone from there afterwards). `storage_unavailable` when the disk is
    /// full or can't be written.
    Result<void> take(const QString &path, const QString &sha256);

    /// Path of the bytes; empty when they are not there.
    QString locate(const QString &sha256) const;

    Result<void> remove(const QString &sha256);

private:
    QString m_directory;
};

} // namespace lectern
