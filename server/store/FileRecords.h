// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/FileRecord.h"

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace lectern {

class Database;

/// The table of uploaded files. Each begins as `uploading` and ends once: complete(), or FileRemoval::fail().
class FileRecords
{
public:
    explicit FileRecords(Database &database);

    QFuture<Result<void>> insert(FileRecord record);
    QFuture<Result<std::optional<FileRecord>>> find(QString id);
    /// The same, as it is when all that is being written now has been.
    QFuture<Result<std::optional<FileRecord>>> findBehindWrites(QString id);

    /// More bytes of the upload have come.
    QFuture<Result<void>> touch(QString id, QDateTime at);

    /// Before the bytes go to the FileStore: from now on this upload wants those of that hash, and nobody
    /// removes them. False when it has ended.
    QFuture<Result<bool>> claim(QString id, QString sha256);

    /// The bytes are in the FileStore: the file is ready, and is what the record says. False when the upload
    /// has ended in another way.
    QFuture<Result<bool>> complete(FileRecord record);

    /// The room knows how the upload ended.
    QFuture<Result<void>> setTold(QString id);

    /// Uploads that go on, and those of whose end the room may not know yet; the longest without a change
    /// first, at most 200.
    QFuture<Result<QList<FileRecord>>> untold();

    /// Files that are wholly there, in the order of their ids, which begin behind `id`.
    QFuture<Result<QList<FileRecord>>> readyAfter(QString id, int limit);

private:
    Database &m_database;
};

} // namespace lectern
