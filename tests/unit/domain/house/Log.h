// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Later.h"

#include "Later.h"

#include "server/domain/Policy.h"
#include "server/domain/ports/MessageLog.h"

namespace lectern::house {

class Log : public MessageLog
{
public:
    bool broken = false;
    int reads = 0; ///< calls of read()
    QHash<QString, QList<Message>> rooms;
    const QHash<QString, Attachment> *files = nullptr; ///< as they are now

    std::function<void()> beforeAppend;
    QHash<QString, qint64> pruned;

    void append(Message message, AppendDone done) override
    {
        if (beforeAppend) std::exchange(beforeAppend, {})();
        QTimer::singleShot(0, qApp, [this, message, done]() mutable {
            if (broken) return done(problem(ErrorCode::StorageUnavailable, QStringLiteral("disk full")));
            auto &log = rooms[message.roomId];
            for (const auto &known : log)
                if (!message.ref.isEmpty() && known.ref == message.ref && known.sender == message.sender)
                    return done(Appended{known, true});
            message.seq = log.isEmpty() ? 1 : log.last().seq + 1;
            if (message.type == MessageType::Delete)
                log.removeIf([&](const Message &m) { return m.id == message.refers; });
            log.append(message);
            done(Appended{message, false});
        });
    }

    QFuture<Result<QList<Message>>> read(QString roomId, HistoryQuery query) override
    {
        ++reads;
        if (broken)
            return later<QList<Message>>(problem(ErrorCode::StorageUnavailable, QStringLiteral("away")));
        QList<Message> found;
        for (const auto &message : rooms[roomId]) {
            if (query.after >= 0 && message.seq <= query.after) continue;
            if (query.before >= 0 && message.seq >= query.before) continue;
            if (!query.withDeletions && policy::amends(message.type)) continue;
            const auto type = query.readerIsTeacher ? PersonType::Teacher : PersonType::Student;
            if (!query.readerId.isEmpty() && !policy::receives(message, query.readerId, type)) continue;
            found.append(message);
            if (found.last().attachment && files)
                *found.last().attachment = files->value(message.attachment->id);
        }
        if (query.after < 0 && found.size() > query.limit) found = found.mid(found.size() - query.limit);
        return later<QList<Message>>(found.mid(0, query.limit));
    }

    QFuture<Result<std::optional<Message>>> find(QString roomId, QString messageId) override
    {
        for (const auto &message : rooms[roomId])
            if (message.id == messageId) return later<std::optional<Message>>(std::optional(message));
        return later<std::optional<Message>>(std::optional<Message>());
    }

    QFuture<Result<QList<Message>>> withAttachment(QString roomId, QString fileId) override
    {
        QList<Message> found;
        for (const auto &message : rooms[roomId])
            if (!policy::amends(message.type) && message.attachment && message.attachment->id == fileId)
                found.append(message);
        return later<QList<Message>>(found);
    }

    QFuture<Result<std::optional<Message>>> findRef(QString roomId, QString sender, QString ref) override
    {
        for (const auto &message : rooms[roomId])
            if (message.sender == sender && message.ref == ref)
                return later<std::optional<Message>>(std::optional(message));
        return later<std::optional<Message>>(std::optional<Message>());
    }

    QFuture<Result<QHash<QString, qint64>>> lastSeqs(QStringList roomIds) override
    {
        QHash<QString, qint64> seqs;
        for (const QString &id : roomIds)
            seqs.insert(id, rooms[id].isEmpty() ? 0 : rooms[id].last().seq);
        return later<QHash<QString, qint64>>(seqs);
    }

    QFuture<Result<qint64>> prunedSeq(QString roomId) override { return later<qint64>(pruned.value(roomId)); }

    /// As retention does it.
    void prune(const QString &roomId, qint64 seq)
    {
        rooms[roomId].removeIf([seq](const Message &message) { return message.seq <= seq; });
        pruned[roomId] = seq;
    }

    QFuture<Result<QList<int>>> countUnread(QString roomId, QList<Reader> readers) override
    {
        QList<int> counts;
        for (const Reader &reader : readers) {
            const auto type = reader.isTeacher ? PersonType::Teacher : PersonType::Student;
            counts.append(int(std::ranges::count_if(rooms[roomId], [&](const Message &m) {
                return m.seq > reader.readUpTo && m.sender != reader.id && !policy::amends(m.type) &&
                       policy::receives(m, reader.id, type);
            })));
        }
        return later<QList<int>>(counts);
    }
};

} // namespace lectern::house
