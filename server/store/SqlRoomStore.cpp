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
    "id, name, kind, talk, locked, history, owner_id, owner_name, epoch, last_seq, created_at, ended_at "    \
    "FROM room "

RoomInfo roomOf(const QSqlQuery &row)
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
    return room;
}

int countOf(const QSqlQuery &row)
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

Result<RoomInfo> insertWithFreeCode(Sql &sql, RoomInfo room)
{
    for (int i = 0; i < kCodeTries; ++i) {
        room.id = roomcode::generate();
        const auto made =
            sql.execute(u"INSERT INTO room (id, name, kind, talk, locked, history, owner_id, owner_name, "
                        u"epoch, created_at, "
                        "ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
                        {room.id, room.name, QString(wireName(room.kind)), QString(wireName(room.talk)),
                         room.locked, room.history, room.ownerId, room.ownerName, room.epoch,
                         sql::fromTime(room.createdAt), sql::fromTime(room.endedAt)});
        if (!made) return std::unexpected(made.error());
        if (*made == 1) return room;
    }
    return problem(ErrorCode::Internal, u"No free room code was found."_s);
}

} // namespace

QFuture<Result<RoomInfo>> SqlRoomStore::create(RoomInfo room, int ownerLimit)
{
    room.epoch = newUlid();
    room.lastSeq = 0;
    if (!room.createdAt.isValid()) room.createdAt = QDateTime::currentDateTimeUtc();
    return m_database.run<RoomInfo>([room, ownerLimit](Sql &sql) -> Result<RoomInfo> {
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

QFuture<Result<std::optional<RoomInfo>>> SqlRoomStore::find(QString roomId)
{
    return m_database.run<std::optional<RoomInfo>>([roomId](Sql &sql) {
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

QFuture<Result<void>> SqlRoomStore::update(RoomInfo room)
{
    return m_database.run<void>([room](Sql &sql) {
        return changeOne(
            sql, u"UPDATE room SET name = ?, talk = ?, locked = ?, ended_at = ? WHERE id = ?"_s,
            {room.name, QString(wireName(room.talk)), room.locked, sql::fromTime(room.endedAt), room.id},
            ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(room.id));
    });
}

QFuture<Result<void>> SqlRoomStore::remove(QString roomId)
{
    return m_database.run<void>([roomId](Sql &sql) {
        return sql.transaction([&] {
            return changeOne(sql, u"DELETE FROM room WHERE id = ?"_s, {roomId}, ErrorCode::RoomNotFound,
                             u"There is no room %1."_s.arg(roomId));
        });
    });
}

} // namespace lectern
