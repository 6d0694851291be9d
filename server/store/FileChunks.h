// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace lectern {

class Database;
class Sql;

/// The table of files' bytes, in chunks of 256 KiB, by their SHA-256.
class FileChunks
{
public:
    static constexpr qsizetype kSize = 256 * 1024; ///< bytes of each but the last

    explicit FileChunks(Database &database)
        : m_database(database)
    {
    }

    /// In one transaction. A chunk that is there already stays: under a hash there is only one content.
    QFuture<Result<void>> put(QString sha256, int firstPosition, QList<QByteArray> chunks);

    /// Nothing behind the last one.
    QFuture<Result<std::optional<QByteArray>>> get(QString sha256, int position);

    static Result<void> remove(Sql &sql, const QString &sha256);

private:
    Database &m_database;
};

} // namespace lectern
