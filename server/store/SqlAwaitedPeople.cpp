// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlAwaitedPeople.h"

#include "common/client/AndThen.h"
#include "common/protocol/Codec.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

#define LECTERN_AWAITED_COLUMNS "room_id, body, last_seen, until, reason "

QString bodyOf(const Participant &person)
{
    return QString::fromUtf8(QJsonDocument(toJson(person)).toJson(QJsonDocument::Compact));
}

Awaited awaitedOf(const SqlRow &row)
{
    const auto person =
        participantFromJson(QJsonDocument::fromJson(row.value(1).toString().toUtf8()).object());
    Awaited awaited;
    awaited.roomId = row.value(0).toString();
    awaited.person = person.value_or(Participant{});
    awaited.lastSeen = sql::toTime(row.value(2));
    awaited.until = sql::toTime(row.value(3));
    awaited.reason = fromString<LeaveReason>(row.value(4).toString()).value_or(LeaveReason::Timeout);
    return awaited;
}

/// Who has been erased is nobody's to await, though a node may not have heard of it yet.
Result<void> put(Sql &sql, const Awaited &one)
{
    const auto member =
        sql.row<int>(u"SELECT 1 FROM member WHERE room_id = ? AND user_id = ?"_s, {one.roomId, one.person.id},
                     [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!member) return std::unexpected(member.error());
    if (!*member) return {};
    const auto done = sql.execute(
        u"INSERT INTO awaited (room_id, user_id, body, last_seen, until, reason) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (room_id, user_id) DO UPDATE SET body = excluded.body, "
        "last_seen = excluded.last_seen, until = excluded.until, reason = excluded.reason"_s,
        {one.roomId, one.person.id, bodyOf(one.person), sql::fromTime(one.lastSeen), sql::fromTime(one.until),
         QString(wireName(one.reason))});
    if (!done) return std::unexpected(done.error());
    return {};
}

/// Stays in open rooms that no living node speaks for, and nobody has taken up yet.
Result<QList<Awaited>> abandoned(Sql &sql, const QString &serverId, const QDateTime &silentSince,
                                 const Patience &patience)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return sql.rows<Awaited>(
        u"SELECT a.room_id, a.user_id, a.name, a.type, a.entered_at, a.server_id, n.seen_at, "
        "CASE WHEN r.kind = 'class' AND r.owner_id = a.user_id THEN 1 ELSE 0 END "
        "FROM attendance a JOIN room r ON r.id = a.room_id LEFT JOIN node n ON n.server_id = a.server_id "
        "WHERE a.left_at IS NULL AND r.ended_at IS NULL AND a.server_id <> ? "
        "AND (n.seen_at IS NULL OR n.seen_at < ?) AND NOT EXISTS (SELECT 1 FROM awaited w "
        "WHERE w.room_id = a.room_id AND w.user_id = a.user_id)"_s,
        {serverId, sql::fromTime(silentSince)}, [&](const SqlRow &row) {
            Awaited one;
            one.roomId = row.value(0).toString();
            one.person.id = row.value(1).toString();
            one.person.name = row.value(2).toString();
            one.person.type = fromString<PersonType>(row.value(3).toString()).value_or(PersonType::Student);
            one.person.joinedAt = sql::toTime(row.value(4));
            one.person.serverId = row.value(5).toString();
            const QDateTime sign = sql::toTime(row.value(6));
            one.lastSeen = sign.isValid() ? qMax(sign, one.person.joinedAt) : one.person.joinedAt;
            one.until = now + (row.value(7).toBool() ? patience.host : patience.seat);
            one.reason = LeaveReason::Orphaned;
            return one;
        });
}

Result<void> putAll(Sql &sql, const QList<Awaited> &people)
{
    for (const Awaited &one : people)
        if (auto done = put(sql, one); !done) return done;
    return {};
}

Result<void> extendUntil(Sql &sql, QLatin1StringView whom, const QDateTime &least)
{
    const auto done = sql.execute(
        u"UPDATE awaited SET until = ? WHERE until < ? AND %1 EXISTS (SELECT 1 FROM room r "
        "WHERE r.id = awaited.room_id AND r.kind = 'class' AND r.owner_id = awaited.user_id)"_s.arg(whom),
        {sql::fromTime(least), sql::fromTime(least)});
    if (!done) return std::unexpected(done.error());
    return {};
}

} // namespace

SqlAwaitedPeople::SqlAwaitedPeople(Database &database, QString serverId)
    : m_database(database)
    , m_serverId(std::move(serverId))
{
}

void SqlAwaitedPeople::expect(QList<Awaited> people)
{
    if (people.isEmpty()) return;
    m_database.together<void>(
        [people](Sql &sql) { return sql.transaction([&] { return putAll(sql, people); }); });
}

void SqlAwaitedPeople::forget(QString roomId)
{
    m_database.together<int>(
        [=](Sql &sql) { return sql.execute(u"DELETE FROM awaited WHERE room_id = ?"_s, {roomId}); });
}

QFuture<Result<QList<Awaited>>> SqlAwaitedPeople::of(QString roomId)
{
    return m_database.together<QList<Awaited>>([roomId](Sql &sql) {
        return sql.rows<Awaited>(u"SELECT " LECTERN_AWAITED_COLUMNS "FROM awaited WHERE room_id = ?"_s,
                                 {roomId}, awaitedOf);
    });
}

QFuture<Result<QList<Awaited>>> SqlAwaitedPeople::takeOverdue()
{
    const QVariant now = sql::fromTime(QDateTime::currentDateTimeUtc());
    // Asked on the reading side first, and nearly always in vain: the writers are not held up by it.
    const auto asking = m_database.read<bool>([now](Sql &sql) -> Result<bool> {
        const auto due = sql.row<int>(u"SELECT 1 FROM awaited WHERE until <= ? LIMIT 1"_s, {now},
                                      [](const SqlRow &row) { return row.value(0).toInt(); });
        if (!due) return std::unexpected(due.error());
        return due->has_value();
    });
    return andThen(asking, [&database = m_database, now](const Result<bool> &due) {
        if (!due) return QtFuture::makeReadyFuture(Result<QList<Awaited>>(std::unexpected(due.error())));
        if (!*due) return QtFuture::makeReadyFuture(Result<QList<Awaited>>(QList<Awaited>{}));
        return database.together<QList<Awaited>>([now](Sql &sql) {
            return sql.rows<Awaited>(
                u"DELETE FROM awaited WHERE until <= ? RETURNING " LECTERN_AWAITED_COLUMNS ""_s, {now},
                awaitedOf);
        });
    });
}

void SqlAwaitedPeople::adopt(QDateTime silentSince, Patience patience)
{
    m_database.together<void>([=, serverId = m_serverId](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            const auto people = abandoned(sql, serverId, silentSince, patience);
            if (!people) return std::unexpected(people.error());
            return putAll(sql, *people);
        });
    });
}

void SqlAwaitedPeople::extend(Patience patience)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_database.together<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            if (auto done = extendUntil(sql, ""_L1, now + patience.host); !done) return done;
            return extendUntil(sql, "NOT"_L1, now + patience.seat);
        });
    });
}

} // namespace lectern
