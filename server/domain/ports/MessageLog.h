// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QList>

#include <functional>

namespace lectern {

/// What to read of a room's log, oldest first. Without `after`: the last `limit` before `before`.
struct HistoryQuery
{
    qint64 after = -1;  ///< exclusive; -1: not given
    qint64 before = -1; ///< exclusive; -1: not given
    int limit = 50;
    QString readerId; ///< empty: everything; else only what this person may see
    bool readerIsTeacher = false;
    QString search;             ///< empty: everything
    bool withDeletions = false; ///< the `delete` and `attachment` entries, too; deleted ones never
};

/// The log of the durable rooms: gives each message its seq, keeps it, finds it again.
/// Called on the main thread; every answer comes there, too, never from within the call.
class MessageLog
{
public:
    virtual ~MessageLog() = default;

    struct Appended
    {
        Message message;        ///< as stored: with id, seq and sentAt
        bool duplicate = false; ///< this sender's `ref` was stored before in this room; `message` is that one
    };
    using AppendDone = std::function<void(Result<Appended>)>;

    /// Stores a message: gives it the room's next seq and calls `done` after the commit. Messages of one
    /// caller are stored in the order of the calls. `message.id` and `sentAt` are set by the caller.
    /// A `delete` blanks what it refers to and the `attachment` entries about that, in the same transaction;
    /// it and an `attachment` are `message_not_found` where there is no such message (any more).
    /// `storage_unavailable` when it could not be stored: then it is not in the log.
    virtual void append(Message message, AppendDone done) = 0;

    /// `readerId` sees what went to all, to their group, to or from themselves. Attachments are as their
    /// files are now.
    virtual QFuture<Result<QList<Message>>> read(QString roomId, HistoryQuery query) = 0;

    virtual QFuture<Result<std::optional<Message>>> find(QString roomId, QString messageId) = 0;

    /// What this sender stored in this room by that `ref`.
    virtual QFuture<Result<std::optional<Message>>> findRef(QString roomId, QString sender, QString ref) = 0;

    /// Messages that are not deleted and carry this file, oldest first; the attachments as they were when it
    /// was said.
    virtual QFuture<Result<QList<Message>>> withAttachment(QString roomId, QString fileId) = 0;

    /// The last seq of each of these rooms; unknown ones are left out.
    virtual QFuture<Result<QHash<QString, qint64>>> lastSeqs(QStringList roomIds) = 0;

    /// Everything up to this seq has been removed for its age; 0: nothing, or there is no such room.
    virtual QFuture<Result<qint64>> prunedSeq(QString roomId) = 0;

    struct Reader
    {
        QString id;
        bool isTeacher = false;
        qint64 readUpTo = 0; ///< seq
    };

    /// For each of the readers: messages after `readUpTo` which they may see, have not written and which are
    /// not deleted.
    virtual QFuture<Result<QList<int>>> countUnread(QString roomId, QList<Reader> readers) = 0;
};

} // namespace lectern
