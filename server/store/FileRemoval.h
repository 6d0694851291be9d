// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>

namespace lectern {

class Database;
class Sql;

/// Takes files away, and their bytes with them when no other file has the same. A file is in use while a
/// message that is not deleted carries it. Any node may do any of it at any time: these transactions and that
/// of FileRecords::claim() come one after the other.
class FileRemoval
{
public:
    /// Removes the bytes of that hash; called on the store thread, within the transaction that has seen that
    /// nobody wants them.
    using RemoveBytes = std::function<Result<void>(Sql &, const QString &sha256)>;

    FileRemoval(Database &database, RemoveBytes removeBytes);

    /// The upload has failed; messages may go on carrying it. False when it had ended already.
    QFuture<Result<bool>> fail(QString id);

    /// Removes a file that is not in use, whatever its state. False when it is, or is not there.
    QFuture<Result<bool>> removeUnused(QString id);

    /// Removes bytes that were stored for an upload which had ended by then, unless another file has them.
    QFuture<Result<void>> removeUnknown(QString sha256);

    /// A look at a part of the table.
    struct Page
    {
        QStringList unused; ///< not in use and uploaded before the time asked for, or of a room that is gone
        QString last;       ///< where the next page begins; empty after the last one
    };
    QFuture<Result<Page>> unusedAfter(QString id, QDateTime uploadedBefore);

    /// Those of the hashes that no file has.
    QFuture<Result<QStringList>> unknown(QStringList hashes);

private:
    Database &m_database;
    RemoveBytes m_removeBytes;
};

} // namespace lectern
