// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/AppendBatch.h"

#include "server/store/MessageRow.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

QList<Result<MessageLog::Appended>> AppendBatch::store(const QList<Message> &messages)
{
    using Answers = QList<Result<MessageLog::Appended>>;
    auto answers = m_sql.appendTransaction([&]() -> Result<Answers> {
        Answers list;
        for (const Message &message : messages) {
            auto one = storeOne(message);
            if (!one && one.error().code == ErrorCode::StorageUnavailable)
                return std::unexpected(one.error());
            list.append(std::move(one));
        }
        if (const auto saved = saveSeqs(); !saved) return std::unexpected(saved.error());
        return list;
    });
    if (answers) return *std::move(answers);

    const Problem problem{ErrorCode::StorageUnavailable,
                          u"The message could not be stored; nothing of it was kept. Try again later."_s};
    return Answers(messages.size(), std::unexpected(problem));
}

Result<MessageLog::Appended> AppendBatch::storeOne(Message message)
{
    auto stored = findByRef(message);
    if (!stored) return std::unexpected(stored.error());
    if (*stored) return MessageLog::Appended{**std::move(stored), true};

    const auto seq = nextSeq(message.roomId);
    if (!seq) return std::unexpected(seq.error());
    if (message.type == MessageType::Delete) {
        if (const auto known = checkRefers(message); !known) return std::unexpected(known.error());
    }
    message.seq = *seq;
    const auto inserted = messagerow::insert(m_sql, message);
    if (!inserted) return std::unexpected(inserted.error());
    if (*inserted == 0) return problem(ErrorCode::BadRequest, u"The id of the message is taken."_s);
    if (message.type == MessageType::Delete) {
        if (const auto gone = messagerow::blank(m_sql, message.roomId, message.refers); !gone)
            return std::unexpected(gone.error());
    }
    m_lastSeqs[message.roomId] = *seq;
    return MessageLog::Appended{std::move(message), false};
}

Result<qint64> AppendBatch::nextSeq(const QString &roomId)
{
    if (const auto known = m_lastSeqs.constFind(roomId); known != m_lastSeqs.cend()) return *known + 1;
    struct Room
    {
        qint64 lastSeq = 0;
        bool history = true;
    };
    const auto room = m_sql.row<Room>(
        u"SELECT last_seq, history FROM room WHERE id = ?"_s + m_sql.forUpdate(), {roomId},
        [](const QSqlQuery &row) { return Room{row.value(0).toLongLong(), row.value(1).toBool()}; });
    if (!room) return std::unexpected(room.error());
    if (!*room) return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(roomId));
    if (!(*room)->history) return problem(ErrorCode::Internal, u"Room %1 keeps no history."_s.arg(roomId));
    m_lastSeqs.insert(roomId, (*room)->lastSeq);
    return (*room)->lastSeq + 1;
}

Result<std::optional<Message>> AppendBatch::findByRef(const Message &message)
{
    if (message.ref.isEmpty()) return std::nullopt;
    return m_sql.row<Message>(u"SELECT " LECTERN_MESSAGE_COLUMNS
                              "WHERE room_id = ? AND sender = ? AND ref = ? AND ref <> ''"_s,
                              {message.roomId, message.sender, message.ref}, messagerow::read);
}

Result<void> AppendBatch::checkRefers(const Message &message)
{
    const auto found = m_sql.row<bool>(
        u"SELECT 1 FROM message WHERE room_id = ? AND id = ? AND deleted = 0 AND type <> 'delete'"_s,
        {message.roomId, message.refers}, [](const QSqlQuery &) { return true; });
    if (!found) return std::unexpected(found.error());
    if (!*found)
        return problem(ErrorCode::MessageNotFound,
                       u"There is no message %1 in this room."_s.arg(message.refers));
    return {};
}

Result<void> AppendBatch::saveSeqs()
{
    for (const auto &[roomId, seq] : m_lastSeqs.asKeyValueRange()) {
        const auto saved = m_sql.execute(u"UPDATE room SET last_seq = ? WHERE id = ?"_s, {seq, roomId});
        if (!saved) return std::unexpected(saved.error());
    }
    return {};
}

} // namespace lectern
