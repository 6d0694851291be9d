// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlRoomStore.h"

#include "common/protocol/Ulid.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

#define LECTERN_MEMBER_COLUMNS                                                                               \
    "room_id, user_id, name, type, device, banned, seen, last_read_message, last_read_seq, created_at, "     \
    "guest "                                                                                                 \
    "FROM member "

struct Row
{
    Member member;
    bool guest = false; ///< known in this room alone; others have an account
};

Row rowOf(const QSqlQuery &row)
{
    Row result;
    Member &member = result.member;
    member.roomId = row.value(0).toString();
    member.person.id = row.value(1).toString();
    member.person.name = row.value(2).toString();
    member.person.type = fromString<PersonType>(row.value(3).toString()).value_or(PersonType::Student);
    member.device = row.value(4).toString();
    member.banned = row.value(5).toBool();
    member.seen = row.value(6).toBool();
    member.lastReadMessage = row.value(7).toString();
    member.lastReadSeq = row.value(8).toLongLong();
    member.createdAt = sql::toTime(row.value(9));
    result.guest = row.value(10).toBool();
    return result;
}

Result<std::optional<Row>> findPlace(Sql &sql, const QString &roomId, const Person &person,
                                     const QString &device)
{
    if (!person.id.isEmpty())
        return sql.row<Row>(u"SELECT " LECTERN_MEMBER_COLUMNS "WHERE room_id = ? AND user_id = ?"_s,
                            {roomId, person.id}, rowOf);
    if (!device.isEmpty())
        return sql.row<Row>(u"SELECT " LECTERN_MEMBER_COLUMNS "WHERE room_id = ? AND device = ?"_s,
                            {roomId, device}, rowOf);
    return std::nullopt;
}

/// The name itself, or with the first number from 2 that makes it the only one among members and host.
Result<QString> toldApart(Sql &sql, const QString &roomId, const QString &ownerName, const QString &name)
{
    const QString ownerKey = sql::folded(ownerName);
    QString candidate = name;
    for (int n = 2;; ++n) {
        const QString key = sql::folded(candidate);
        const auto taken =
            sql.row<int>(u"SELECT 1 FROM member WHERE room_id = ? AND name_key = ? LIMIT 1"_s, {roomId, key},
                         [](const QSqlQuery &row) { return row.value(0).toInt(); });
        if (!taken) return std::unexpected(taken.error());
        if (!taken->has_value() && key != ownerKey) return candidate;
        candidate = u"%1 (%2)"_s.arg(name).arg(n);
    }
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

Result<void> changeMember(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto changed = sql.execute(statement, values);
    if (!changed) return std::unexpected(changed.error());
    if (*changed == 0) return problem(ErrorCode::UserNotFound, u"There is no such person in this room."_s);
    return {};
}

} // namespace

QFuture<Result<Member>> SqlRoomStore::admit(QString roomId, Person person, QString device)
{
    return m_database.together<Member>([=](Sql &sql) -> Result<Member> {
        return sql.transaction([&]() -> Result<Member> {
            const auto ownerName =
                sql.row<QString>(u"SELECT owner_name FROM room WHERE id = ?"_s, {roomId},
                                 [](const QSqlQuery &row) { return row.value(0).toString(); });
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
                const auto name = toldApart(sql, roomId, **ownerName, person.name);
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
    return m_database.together<std::optional<Member>>([=](Sql &sql) {
        return sql.row<Member>(u"SELECT " LECTERN_MEMBER_COLUMNS "WHERE room_id = ? AND user_id = ?"_s,
                               {roomId, userId}, [](const QSqlQuery &row) { return rowOf(row).member; });
    });
}

QFuture<Result<std::optional<Member>>> SqlRoomStore::memberWithDevice(QString roomId, QString device)
{
    return m_database.together<std::optional<Member>>([=](Sql &sql) {
        return sql.row<Member>(u"SELECT " LECTERN_MEMBER_COLUMNS "WHERE room_id = ? AND device = ?"_s,
                               {roomId, device}, [](const QSqlQuery &row) { return rowOf(row).member; });
    });
}

QFuture<Result<void>> SqlRoomStore::setSeen(QString roomId, QString userId)
{
    return m_database.together<void>([=](Sql &sql) {
        return changeMember(sql, u"UPDATE member SET seen = 1 WHERE room_id = ? AND user_id = ?"_s,
                            {roomId, userId});
    });
}

QFuture<Result<void>> SqlRoomStore::setBanned(QString roomId, QString userId, bool banned)
{
    return m_database.together<void>([=](Sql &sql) {
        return changeMember(sql, u"UPDATE member SET banned = ? WHERE room_id = ? AND user_id = ?"_s,
                            {banned, roomId, userId});
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
                                  {roomId}, [](const QSqlQuery &row) {
                                      return ReadMark{row.value(0).toString(), row.value(1).toString(),
                                                      row.value(2).toLongLong()};
                                  });
    });
}

} // namespace lectern
