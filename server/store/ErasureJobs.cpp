// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/ErasureJobs.h"

#include "common/protocol/Ulid.h"
#include "server/store/AppendBatch.h"
#include "server/store/AppendPlan.h"
#include "server/store/MessageTable.h"
#include "server/store/Sql.h"

namespace lectern::erasurejobs {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMessagesAtOnce = 200;

/// Said by them, for them alone, or with a file of theirs; not deleted yet. Entries that tell of a file go
/// with its message. Values: the room, three times the person.
#define LECTERN_THEIRS                                                                                       \
    "room_id = ? AND deleted = 0 AND type <> 'attachment' AND (sender = ? OR target = ? OR "                 \
    "(attachment_id <> '' AND attachment_id IN (SELECT id FROM file WHERE file.room_id = message.room_id "   \
    "AND uploader_id = ?))) "

QVariantList theirs(const Whom &whom)
{
    return {whom.roomId, whom.personId, whom.personId, whom.personId};
}

QVariantList keyOf(const Whom &whom)
{
    return {whom.roomId, whom.personId};
}

Result<int> count(Sql &sql, const QString &from, const QVariantList &values)
{
    const auto found = sql.row<int>(u"SELECT count(*) FROM "_s + from, values,
                                    [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!found) return std::unexpected(found.error());
    return found->value_or(0);
}

Result<void> change(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto done = sql.execute(statement, values);
    if (!done) return std::unexpected(done.error());
    return {};
}

Result<void> checkRoom(Sql &sql, const Whom &whom)
{
    const auto isHost = sql.row<bool>(
        u"SELECT CASE WHEN kind = 'class' AND owner_id = ? THEN 1 ELSE 0 END FROM room WHERE id = ?"_s,
        {whom.personId, whom.roomId}, [](const SqlRow &row) { return row.value(0).toBool(); });
    if (!isHost) return std::unexpected(isHost.error());
    if (!*isHost) return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(whom.roomId));
    if (**isHost) return problem(ErrorCode::Forbidden, u"the host of a class cannot be erased from it"_s);
    return {};
}

Message deletion(const QString &roomId, const QString &refers, const Person &by)
{
    Message message;
    message.roomId = roomId;
    message.type = MessageType::Delete;
    message.sender = by.id;
    message.senderName = by.name;
    message.senderType = by.type;
    message.targetType = TargetType::All;
    message.refers = refers;
    message.id = newUlid();
    message.sentAt = QDateTime::currentDateTimeUtc();
    return message;
}

/// The room is locked from here on.
Result<AppendPlan> begin(AppendBatch &batch, const QString &roomId)
{
    AppendPlan plan;
    if (const auto known = batch.lookUpRooms({roomId}, plan); !known) return std::unexpected(known.error());
    if (!plan.rooms().contains(roomId))
        return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(roomId));
    return plan;
}

Result<QList<Message>> deleteAll(AppendPlan &plan, const QList<MessageRow> &rows, const Person &by)
{
    QList<Message> entries;
    for (const MessageRow &row : rows) {
        if (row.type == wireName(MessageType::Delete)) {
            entries += plan.supersede(row, deletion(row.roomId, row.refers, by));
            continue;
        }
        const auto taken = plan.take(deletion(row.roomId, row.id, by));
        if (!taken) return std::unexpected(taken.error());
        entries += taken->message;
    }
    return entries;
}

} // namespace

Result<Traces> look(Sql &sql, const Whom &whom)
{
    if (const auto fine = checkRoom(sql, whom); !fine) return std::unexpected(fine.error());
    Traces traces;
    int places = 0, owned = 0;
    const std::initializer_list<std::tuple<int *, QString, QVariantList>> counts{
        {&traces.messages, u"message WHERE " LECTERN_THEIRS "AND type <> 'delete'"_s, theirs(whom)},
        {&traces.files, u"file WHERE room_id = ? AND uploader_id = ?"_s, keyOf(whom)},
        {&traces.votes, u"vote WHERE room_id = ? AND user_id = ?"_s, keyOf(whom)},
        {&traces.stays, u"attendance WHERE room_id = ? AND user_id = ?"_s, keyOf(whom)},
        {&traces.names,
         u"message WHERE room_id = ? AND sender = ? AND sender_name <> '' AND (deleted = 1 OR type = 'delete')"_s,
         keyOf(whom)},
        {&places, u"member WHERE room_id = ? AND user_id = ?"_s, keyOf(whom)},
        {&owned, u"room WHERE id = ? AND owner_id = ? AND owner_name <> ''"_s, keyOf(whom)},
    };
    for (const auto &[number, from, values] : counts) {
        const auto found = count(sql, from, values);
        if (!found) return std::unexpected(found.error());
        *number = *found;
    }
    traces.place = places > 0;
    traces.names += owned;
    return traces;
}

Result<QList<Message>> expel(Sql &sql, const Whom &whom)
{
    return sql.appendTransaction([&]() -> Result<QList<Message>> {
        AppendBatch batch(sql);
        auto plan = begin(batch, whom.roomId);
        if (!plan) return std::unexpected(plan.error());
        const auto expelled =
            change(sql, u"DELETE FROM member WHERE room_id = ? AND user_id = ?"_s, keyOf(whom));
        if (!expelled) return std::unexpected(expelled.error());
        if (!plan->rooms().value(whom.roomId).history) return QList<Message>{};
        const Person system{u"system"_s, {}, PersonType::System};
        const Message entry = plan->note(deletion(whom.roomId, whom.personId, system));
        if (const auto written = batch.write(*plan); !written) return std::unexpected(written.error());
        return QList<Message>{entry};
    });
}

Result<QList<Message>> takeOut(Sql &sql, const Whom &whom, const Person &by)
{
    return sql.appendTransaction([&]() -> Result<QList<Message>> {
        AppendBatch batch(sql);
        auto plan = begin(batch, whom.roomId);
        if (!plan) return std::unexpected(plan.error());
        const auto rows = sql.rows<MessageRow>(
            u"SELECT " LECTERN_MESSAGE_COLUMNS "FROM message WHERE " LECTERN_THEIRS "ORDER BY seq LIMIT ?"_s,
            theirs(whom) + QVariantList{kMessagesAtOnce}, MessageRow::read);
        if (!rows) return std::unexpected(rows.error());
        const auto entriesAbout = MessageTable(sql).entriesAbout(*rows);
        if (!entriesAbout) return std::unexpected(entriesAbout.error());
        for (const MessageRow &row : *rows)
            plan->knowTarget(row);
        for (const MessageRow &row : *entriesAbout)
            plan->knowEntry(row);
        const auto entries = deleteAll(*plan, *rows, by);
        if (!entries) return entries;
        if (const auto written = batch.write(*plan); !written) return std::unexpected(written.error());
        return entries;
    });
}

Result<QStringList> files(Sql &sql, const Whom &whom)
{
    const auto ids =
        sql.rows<QString>(u"SELECT id FROM file WHERE room_id = ? AND uploader_id = ?"_s, keyOf(whom),
                          [](const SqlRow &row) { return row.value(0).toString(); });
    if (!ids) return std::unexpected(ids.error());
    return QStringList(*ids);
}

Result<void> forget(Sql &sql, const Whom &whom)
{
    return sql.transaction([&]() -> Result<void> {
        for (const QString &statement : {// Of what is deleted the hash covers the digest alone.
                                         u"UPDATE message SET sender_name = '', ref = '' WHERE room_id = ? "
                                         u"AND sender = ? AND deleted = 1 "
                                         "AND (sender_name <> '' OR ref <> '')"_s,
                                         u"UPDATE room SET owner_name = '' WHERE id = ? AND owner_id = ?"_s,
                                         u"DELETE FROM vote WHERE room_id = ? AND user_id = ?"_s,
                                         u"DELETE FROM attendance WHERE room_id = ? AND user_id = ?"_s,
                                         u"DELETE FROM awaited WHERE room_id = ? AND user_id = ?"_s,
                                         u"DELETE FROM member WHERE room_id = ? AND user_id = ?"_s})
            if (const auto changed = change(sql, statement, keyOf(whom)); !changed) return changed;
        return {};
    });
}

} // namespace lectern::erasurejobs
