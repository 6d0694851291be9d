// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlRoomStore.h"

#include "common/protocol/RoomCode.h"
#include "common/protocol/Ulid.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCodeTries = 100;

#define LECTERN_ROOM_COLUMNS                                                                                 \
    "id, name, kind, talk, locked, history, owner_id, owner_name, epoch, last_seq, created_at, ended_at, "   \
    "timer_ends_at, timer_label, names, assistants FROM room "

RoomInfo roomOf(const SqlRow &row)
{
    RoomInfo room;
    room.id = row.value(0).toString();
    room.name = row.value(1).toString();
    room.kind = fromString<RoomKind>(row.value(2).toString()).value_or(RoomKind::Class);
    room.talk = fromString<Talk>(row.value(3).toString()).value_or(Talk::None);
    room.locked = row.value(4).toBool();
    room.history = row.value(5).toBool();
    room.ownerId = row.value(6).toString();
    room.ownerName = row.value(7).toString();
    room.epoch = row.value(8).toString();
    room.lastSeq = row.value(9).toLongLong();
    room.createdAt = sql::toTime(row.value(10));
    room.endedAt = sql::toTime(row.value(11));
    room.timer = {sql::toTime(row.value(12)), row.value(13).toString()};
    room.names = fromString<Names>(row.value(14).toString()).value_or(Names::Hidden);
    room.assistants = row.value(15).toString().split(u' ', Qt::SkipEmptyParts);
    return room;
}

int countOf(const SqlRow &row)
{
    return row.value(0).toInt();
}

/// A statement that must find its row.
Result<void> changeOne(Sql &sql, const QString &statement, const QVariantList &values, ErrorCode missing,
                       const QString &detail)
{
    const auto changed = sql.execute(statement, values);
    if (!changed) return std::unexpected(changed.error());
    if (*changed == 0) return problem(missing, detail);
    return {};
}

Result<int> insertRoom(Sql &sql, const RoomInfo &room, const QString &onConflict)
{
    return sql.execute(
        u"INSERT INTO room (id, name, kind, talk, locked, history, owner_id, owner_name, epoch, "
        "created_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "_s +
            onConflict,
        {room.id, room.name, QString(wireName(room.kind)), QString(wireName(room.talk)), room.locked,
         room.history, room.ownerId, room.ownerName, room.epoch, sql::fromTime(room.createdAt),
         sql::fromTime(room.endedAt)});
}

Result<RoomInfo> insertWithFreeCode(Sql &sql, RoomInfo room)
{
    for (int i = 0; i < kCodeTries; ++i) {
        room.id = roomcode::generate();
        const auto made = insertRoom(sql, room, u"DO NOTHING"_s);
        if (!made) return std::unexpected(made.error());
        if (*made == 1) return room;
    }
    return problem(ErrorCode::Internal, u"No free room code was found."_s);
}

RoomInfo fresh(RoomInfo room)
{
    room.epoch = newUlid();
    room.lastSeq = 0;
    if (!room.createdAt.isValid()) room.createdAt = QDateTime::currentDateTimeUtc();
    return room;
}

Result<void> expectPlace(Sql &sql, const QString &roomId, const QString &userId)
{
    const auto place =
        sql.row<int>(u"SELECT 1 FROM member WHERE room_id = ? AND user_id = ? AND banned = 0"_s,
                     {roomId, userId}, countOf);
    if (!place) return std::unexpected(place.error());
    if (!*place) return problem(ErrorCode::UserNotFound, u"%1: has no place in this room"_s.arg(userId));
    return {};
}

/// The new host's name goes with the class; the former host may have had no place but as its owner.
Result<void> makeWayFor(Sql &sql, const QString &roomId, const QString &userId)
{
    if (const auto place = expectPlace(sql, roomId, userId); !place) return place;
    const auto former = sql.row<Person>(
        u"SELECT owner_id, owner_name FROM room WHERE id = ?"_s, {roomId}, [](const SqlRow &row) {
            return Person{row.value(0).toString(), row.value(1).toString(), PersonType::Teacher};
        });
    if (!former) return std::unexpected(former.error());
    if (!*former) return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(roomId));
    const Person &person = **former;
    const auto kept =
        sql.execute(u"INSERT INTO member (room_id, user_id, name, name_key, type, guest, device, created_at) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
                    {roomId, person.id, person.name, sql::folded(person.name), QString(wireName(person.type)),
                     false, QString(), sql::fromTime(QDateTime::currentDateTimeUtc())});
    if (!kept) return std::unexpected(kept.error());
    return changeOne(sql,
                     u"UPDATE room SET owner_name = (SELECT name FROM member WHERE room_id = ? AND "
                     "user_id = ?) WHERE id = ?"_s,
                     {roomId, userId, roomId}, ErrorCode::RoomNotFound,
                     u"There is no room %1."_s.arg(roomId));
}

} // namespace

QFuture<Result<RoomInfo>> SqlRoomStore::create(RoomInfo room, int ownerLimit)
{
    room = fresh(std::move(room));
    return m_database.together<RoomInfo>([room, ownerLimit](Sql &sql) -> Result<RoomInfo> {
        return sql.transaction([&]() -> Result<RoomInfo> {
            const auto owned =
                sql.row<int>(u"SELECT count(*) FROM room WHERE owner_id = ? AND ended_at IS NULL"_s,
                             {room.ownerId}, countOf);
            if (!owned) return std::unexpected(owned.error());
            if (owned->value_or(0) >= ownerLimit)
                return problem(
                    ErrorCode::RateLimited,
                    u"You have %1 open rooms; at most %2 are allowed. End one first."_s.arg(**owned).arg(
                        ownerLimit));
            return insertWithFreeCode(sql, room);
        });
    });
}

QFuture<Result<RoomInfo>> SqlRoomStore::ensure(RoomInfo room)
{
    room = fresh(std::move(room));
    return m_database.together<RoomInfo>([room](Sql &sql) -> Result<RoomInfo> {
        return sql.transaction([&]() -> Result<RoomInfo> {
            const auto made = insertRoom(sql, room, u"(id) DO UPDATE SET ended_at = NULL"_s);
            if (!made) return std::unexpected(made.error());
            const auto stored =
                sql.row<RoomInfo>(u"SELECT " LECTERN_ROOM_COLUMNS "WHERE id = ?"_s, {room.id}, roomOf);
            if (!stored) return std::unexpected(stored.error());
            return stored->value();
        });
    });
}

QFuture<Result<std::optional<RoomInfo>>> SqlRoomStore::find(QString roomId)
{
    return m_database.together<std::optional<RoomInfo>>([roomId](Sql &sql) {
        return sql.row<RoomInfo>(u"SELECT " LECTERN_ROOM_COLUMNS "WHERE id = ?"_s, {roomId}, roomOf);
    });
}

QFuture<Result<QList<RoomInfo>>> SqlRoomStore::list(QString userId, bool mine)
{
    return m_database.run<QList<RoomInfo>>([userId, mine](Sql &sql) {
        if (!mine)
            return sql.rows<RoomInfo>(u"SELECT " LECTERN_ROOM_COLUMNS
                                      "WHERE ended_at IS NULL ORDER BY created_at DESC, id"_s,
                                      {}, roomOf);
        return sql.rows<RoomInfo>(
            u"SELECT " LECTERN_ROOM_COLUMNS "WHERE owner_id = ? OR (ended_at IS NULL AND id IN "
            "(SELECT room_id FROM member WHERE user_id = ? AND banned = 0)) ORDER BY created_at DESC, id"_s,
            {userId, userId}, roomOf);
    });
}

QFuture<Result<QList<RoomInfo>>> SqlRoomStore::standing(QStringList roomIds)
{
    return m_database.read<QList<RoomInfo>>([roomIds](Sql &sql) -> Result<QList<RoomInfo>> {
        QList<RoomInfo> found;
        for (const QString &roomId : roomIds) {
            const auto room =
                sql.row<RoomInfo>(u"SELECT " LECTERN_ROOM_COLUMNS "WHERE id = ?"_s, {roomId}, roomOf);
            if (!room) return std::unexpected(room.error());
            if (*room) found.append(**room);
        }
        return found;
    });
}

QFuture<Result<void>> SqlRoomStore::setTimer(QString roomId, payload::Timer timer)
{
    return m_database.together<void>([=](Sql &sql) {
        return changeOne(sql, u"UPDATE room SET timer_ends_at = ?, timer_label = ? WHERE id = ?"_s,
                         {sql::fromTime(timer.endsAt), timer.label, roomId}, ErrorCode::RoomNotFound,
                         u"There is no room %1."_s.arg(roomId));
    });
}

QFuture<Result<void>> SqlRoomStore::change(QString roomId, payload::RoomUpdate change)
{
    QStringList columns;
    QVariantList values;
    const auto set = [&](const QString &column, const QVariant &value) {
        columns.append(column + u" = ?"_s);
        values.append(value);
    };
    if (change.name) set(u"name"_s, *change.name);
    if (change.talk) set(u"talk"_s, QString(wireName(*change.talk)));
    if (change.locked) set(u"locked"_s, *change.locked);
    if (change.names) set(u"names"_s, QString(wireName(*change.names)));
    if (change.assistants) set(u"assistants"_s, change.assistants->join(u' '));
    if (change.host) set(u"owner_id"_s, *change.host);
    if (columns.isEmpty()) return QtFuture::makeReadyFuture(Result<void>{});
    values.append(roomId);
    const auto save = [=](Sql &sql) {
        return changeOne(sql, u"UPDATE room SET %1 WHERE id = ?"_s.arg(columns.join(u", "_s)), values,
                         ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(roomId));
    };
    if (!change.assistants && !change.host) return m_database.together<void>(save);
    return m_database.run<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            for (const QString &assistant : change.assistants.value_or(QStringList()))
                if (const auto place = expectPlace(sql, roomId, assistant); !place) return place;
            if (change.host)
                if (const auto ready = makeWayFor(sql, roomId, *change.host); !ready) return ready;
            return save(sql);
        });
    });
}

QFuture<Result<void>> SqlRoomStore::setEnded(QString roomId, QDateTime endedAt)
{
    return m_database.run<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            const auto heard =
                sql.execute(u"UPDATE member SET muted = 0 WHERE room_id = ? AND muted = 1"_s, {roomId});
            if (!heard) return std::unexpected(heard.error());
            return changeOne(sql, u"UPDATE room SET ended_at = ? WHERE id = ?"_s,
                             {sql::fromTime(endedAt), roomId}, ErrorCode::RoomNotFound,
                             u"There is no room %1."_s.arg(roomId));
        });
    });
}

QFuture<Result<void>> SqlRoomStore::remove(QString roomId)
{
    return m_database.run<void>([roomId](Sql &sql) {
        return sql.transaction([&] {
            return changeOne(sql, u"DELETE FROM room WHERE id = ? AND ended_at IS NOT NULL"_s, {roomId},
                             ErrorCode::RoomNotFound, u"There is no room %1 that has ended."_s.arg(roomId));
        });
    });
}

} // namespace lectern
