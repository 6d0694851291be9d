// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlRoomStore.h"

#include "common/protocol/Ulid.h"
#include "server/store/Database.h"
#include "server/store/MemberRow.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using memberrow::Row;

/// Who has a place: the beginning of a query.
QString places(const QString &where)
{
    return u"SELECT "_s + QLatin1StringView(memberrow::kColumns) + u"FROM member WHERE "_s + where;
}

Result<std::optional<Row>> findPlace(Sql &sql, const QString &roomId, const Person &person,
                                     const QString &device)
{
    if (!person.id.isEmpty())
        return sql.row<Row>(places(u"room_id = ? AND user_id = ?"_s), {roomId, person.id}, memberrow::of);
    if (!device.isEmpty())
        return sql.row<Row>(places(u"room_id = ? AND device = ?"_s), {roomId, device}, memberrow::of);
    return std::nullopt;
}

Result<Member> insertMember(Sql &sql, const Member &member, bool guest)
{
    const auto made = sql.execute(
        u"INSERT INTO member (room_id, user_id, name, name_key, type, guest, device, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {member.roomId, member.person.id, member.person.name, sql::folded(member.person.name),
         QString(wireName(member.person.type)), guest, member.device, sql::fromTime(member.createdAt)});
    if (!made) return std::unexpected(made.error());
    return member;
}

/// An account may have another name or role than when it came first.
Result<Member> refreshed(Sql &sql, Member member, const Person &person)
{
    if (member.person == person) return member;
    member.person = person;
    const auto done = sql.execute(
        u"UPDATE member SET name = ?, name_key = ?, type = ? WHERE room_id = ? AND user_id = ?"_s,
        {person.name, sql::folded(person.name), QString(wireName(person.type)), member.roomId, person.id});
    if (!done) return std::unexpected(done.error());
    return member;
}

} // namespace

QFuture<Result<Member>> SqlRoomStore::admit(QString roomId, Person person, QString device)
{
    return m_database.together<Member>([=](Sql &sql) -> Result<Member> {
        return sql.transaction([&]() -> Result<Member> {
            const auto ownerName =
                sql.row<QString>(u"SELECT owner_name FROM room WHERE id = ?"_s, {roomId},
                                 [](const SqlRow &row) { return row.value(0).toString(); });
            if (!ownerName) return std::unexpected(ownerName.error());
            if (!*ownerName) return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(roomId));

            const bool guest = person.id.isEmpty();
            const auto place = findPlace(sql, roomId, person, device);
            if (!place) return std::unexpected(place.error());
            if (*place) return (*place)->guest ? (*place)->member : refreshed(sql, (*place)->member, person);

            Member member;
            member.roomId = roomId;
            member.person = person;
            member.createdAt = QDateTime::currentDateTimeUtc();
            if (guest) {
                const auto name = memberrow::toldApart(sql, roomId, **ownerName, person.name);
                if (!name) return std::unexpected(name.error());
                member.person.name = *name;
                member.person.id = newUserId();
                member.device = device;
            }
            return insertMember(sql, member, guest);
        });
    });
}

QFuture<Result<std::optional<Member>>> SqlRoomStore::member(QString roomId, QString userId)
{
    return m_database.look<std::optional<Member>>([=](Sql &sql) {
        return sql.row<Member>(places(u"room_id = ? AND user_id = ?"_s), {roomId, userId},
                               [](const SqlRow &row) { return memberrow::of(row).member; });
    });
}

QFuture<Result<std::optional<Member>>> SqlRoomStore::memberWithDevice(QString roomId, QString device)
{
    return m_database.look<std::optional<Member>>([=](Sql &sql) {
        return sql.row<Member>(places(u"room_id = ? AND device = ?"_s), {roomId, device},
                               [](const SqlRow &row) { return memberrow::of(row).member; });
    });
}

QFuture<Result<void>> SqlRoomStore::setSeen(QString roomId, QString userId)
{
    return m_database.soon<void>([=](Sql &sql) {
        return memberrow::change(sql, u"UPDATE member SET seen = 1 WHERE room_id = ? AND user_id = ?"_s,
                                 {roomId, userId});
    });
}

QFuture<Result<void>> SqlRoomStore::setReadMarks(QString roomId, QList<ReadMark> marks)
{
    return m_database.together<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            for (const ReadMark &mark : marks) {
                const auto done = sql.execute(u"UPDATE member SET last_read_message = ?, last_read_seq = ? "
                                              "WHERE room_id = ? AND user_id = ? AND last_read_seq < ?"_s,
                                              {mark.messageId, mark.seq, roomId, mark.userId, mark.seq});
                if (!done) return std::unexpected(done.error());
            }
            return {};
        });
    });
}

QFuture<Result<QList<ReadMark>>> SqlRoomStore::readMarks(QString roomId)
{
    return m_database.together<QList<ReadMark>>([roomId](Sql &sql) {
        return sql.rows<ReadMark>(u"SELECT user_id, last_read_message, last_read_seq FROM member "
                                  "WHERE room_id = ? AND last_read_seq > 0"_s,
                                  {roomId}, [](const SqlRow &row) {
                                      return ReadMark{row.value(0).toString(), row.value(1).toString(),
                                                      row.value(2).toLongLong()};
                                  });
    });
}

} // namespace lectern
