// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace lectern {

class Database;

/// What is known of an uploaded file; its bytes lie in the FileStore under their hash. A plain value.
struct FileRecord
{
    QString id; ///< ULID
    QString roomId;
    QString uploaderId;
    QString name;        ///< as the uploader called it, cleaned
    QString contentType; ///< as its first bytes say
    qint64 size = 0;     ///< bytes
    QString sha256;      ///< 64 hexadecimal digits
    int width = 0;       ///< pixels; 0: no picture
    int height = 0;
    QDateTime createdAt;
};

/// The table of uploaded files.
class FileRecords
{
public:
    explicit FileRecords(Database &database);

    QFuture<Result<void>> insert(FileRecord record);
    QFuture<Result<std::optional<FileRecord>>> find(QString id);

    /// Files that are wholly there, in the order of their ids, which begin behind `id`.
    QFuture<Result<QList<FileRecord>>> readyAfter(QString id, int limit);

private:
    Database &m_database;
};

} // namespace lectern
