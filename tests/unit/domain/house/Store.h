// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Log.h"

#include "common/protocol/Ulid.h"
#include "server/domain/ports/RoomStore.h"

#include <algorithm>

namespace lectern::house {

class Store : public RoomStore
{
public:
    explicit Store(const Log &log)
        : m_log(log)
    {
    }

    bool broken = false; ///< for read marks
    QHash<QString, RoomInfo> rooms;
    QHash<QString, QList<Member>> members;

    QFuture<Result<RoomInfo>> create(RoomInfo room, int) override
    {
        room.id = QStringLiteral("ROOM%1").arg(10 + rooms.size());
        room.epoch = newUlid();
        room.createdAt = QDateTime::currentDateTimeUtc();
        rooms.insert(room.id, room);
        return later<RoomInfo>(room);
    }
    QFuture<Result<RoomInfo>> ensure(RoomInfo room) override
    {
        if (!rooms.contains(room.id)) rooms.insert(room.id, room);
        rooms[room.id].endedAt = {};
        return later<RoomInfo>(rooms.value(room.id));
    }
    QFuture<Result<std::optional<RoomInfo>>> find(QString roomId) override
    {
        return later<std::optional<RoomInfo>>(rooms.contains(roomId) ? std::optional(stored(roomId))
                                                                     : std::nullopt);
    }
    QFuture<Result<QList<RoomInfo>>> list(QString, bool) override
    {
        QList<RoomInfo> open;
        for (const auto &room : std::as_const(rooms))
            if (room.isOpen()) open.append(room);
        return later<QList<RoomInfo>>(open);
    }
    QFuture<Result<QList<RoomInfo>>> standing(QStringList roomIds) override
    {
        QList<RoomInfo> found;
        for (const QString &roomId : roomIds)
            if (rooms.contains(roomId)) found.append(stored(roomId));
        return later<QList<RoomInfo>>(found);
    }
    QFuture<Result<void>> setTimer(QString roomId, payload::Timer timer) override
    {
        rooms[roomId].timer = timer;
        return later<void>({});
    }
    QFuture<Result<void>> change(QString roomId, payload::RoomUpdate change) override
    {
        RoomInfo &room = rooms[roomId];
        room.name = change.name.value_or(room.name);
        room.talk = change.talk.value_or(room.talk);
        room.locked = change.locked.value_or(room.locked);
        room.names = change.names.value_or(room.names);
        room.assistants = change.assistants.value_or(room.assistants);
        if (!change.host) return later<void>({});
        room.ownerId = *change.host;
        for (const auto &member : members[roomId])
            if (member.person.id == room.ownerId) room.ownerName = member.person.name;
        return later<void>({});
    }
    QFuture<Result<void>> setEnded(QString roomId, QDateTime endedAt) override
    {
        rooms[roomId].endedAt = endedAt;
        return later<void>({});
    }
    QFuture<Result<void>> remove(QString roomId) override
    {
        rooms.remove(roomId);
        return later<void>({});
    }
    QFuture<Result<Member>> admit(QString roomId, Person person, QString device) override
    {
        for (const auto &member : members[roomId])
            if ((!device.isEmpty() && member.device == device) ||
                (!person.id.isEmpty() && member.person.id == person.id))
                return later<Member>(member);
        if (person.id.isEmpty()) person.id = newUserId();
        Member member{.roomId = roomId, .person = person, .device = device};
        members[roomId].append(member);
        return later<Member>(member);
    }
    QFuture<Result<std::optional<Member>>> member(QString roomId, QString userId) override
    {
        for (const auto &member : members[roomId])
            if (member.person.id == userId) return later<std::optional<Member>>(std::optional(member));
        return later<std::optional<Member>>(std::optional<Member>());
    }
    QFuture<Result<std::optional<Member>>> memberWithDevice(QString roomId, QString device) override
    {
        for (const auto &member : members[roomId])
            if (member.device == device) return later<std::optional<Member>>(std::optional(member));
        return later<std::optional<Member>>(std::optional<Member>());
    }
    QFuture<Result<void>> setSeen(QString roomId, QString userId) override
    {
        return change(roomId, userId, [](Member &m) { m.seen = true; });
    }
    QFuture<Result<void>> setReadMarks(QString roomId, QList<ReadMark> marks) override
    {
        if (broken) return later<void>(problem(ErrorCode::StorageUnavailable, QStringLiteral("away")));
        for (const ReadMark &mark : marks)
            change(roomId, mark.userId, [&](Member &m) {
                m.lastReadMessage = mark.messageId;
                m.lastReadSeq = mark.seq;
            });
        return later<void>({});
    }
    QFuture<Result<QList<ReadMark>>> readMarks(QString roomId) override
    {
        QList<ReadMark> marks;
        for (const auto &member : members[roomId])
            if (member.lastReadSeq > 0)
                marks.append({member.person.id, member.lastReadMessage, member.lastReadSeq});
        return later<QList<ReadMark>>(marks);
    }

    QFuture<Result<void>> change(const QString &roomId, const QString &userId,
                                 const std::function<void(Member &)> &act)
    {
        for (auto &member : members[roomId])
            if (member.person.id == userId) {
                act(member);
                return later<void>({});
            }
        return later<void>(problem(ErrorCode::UserNotFound, QStringLiteral("no place")));
    }

private:
    RoomInfo stored(const QString &roomId) const
    {
        RoomInfo room = rooms.value(roomId);
        const auto log = m_log.rooms.value(roomId);
        room.lastSeq = log.isEmpty() ? 0 : log.last().seq;
        return room;
    }

    const Log &m_log;
};

} // namespace lectern::house
