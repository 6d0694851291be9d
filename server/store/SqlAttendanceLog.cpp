// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlAttendanceLog.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kSignInterval = 30s;

/// A stay as stored, with its node's last sign.
struct Row
{
    qint64 id = 0;
    Stay stay;
    QString serverId;
    QDateTime sign;

    bool isOpen() const { return !stay.to.isValid(); }
    bool isAbandoned(const QDateTime &now) const
    {
        return isOpen() && (!sign.isValid() || sign.msecsTo(now) > SqlAttendanceLog::kDeadAfter.count());
    }
    QDateTime lastSign() const { return sign.isValid() ? qMax(sign, stay.from) : stay.from; }
};

#define LECTERN_STAY_QUERY                                                                                   \
    "SELECT a.id, a.user_id, a.name, a.type, a.entered_at, a.left_at, a.server_id, n.seen_at, "              \
    "m.real_name FROM attendance a LEFT JOIN node n ON n.server_id = a.server_id "                           \
    "LEFT JOIN member m ON m.room_id = a.room_id AND m.user_id = a.user_id "

Row rowOf(const SqlRow &row)
{
    Row result;
    result.id = row.value(0).toLongLong();
    result.stay.person.id = row.value(1).toString();
    result.stay.person.name = row.value(2).toString();
    result.stay.person.type = fromString<PersonType>(row.value(3).toString()).value_or(PersonType::Student);
    result.stay.from = sql::toTime(row.value(4));
    result.stay.to = sql::toTime(row.value(5));
    result.serverId = row.value(6).toString();
    result.sign = sql::toTime(row.value(7));
    result.stay.realName = row.value(8).toString();
    return result;
}

Result<int> sign(Sql &sql, const QString &serverId)
{
    return sql.execute(u"INSERT INTO node (server_id, seen_at) VALUES (?, ?) "
                       "ON CONFLICT (server_id) DO UPDATE SET seen_at = excluded.seen_at"_s,
                       {serverId, QDateTime::currentMSecsSinceEpoch()});
}

Result<int> close(Sql &sql, const Row &row, const QDateTime &at)
{
    return sql.execute(u"UPDATE attendance SET left_at = ? WHERE id = ?"_s,
                       {sql::fromTime(qMax(at, row.stay.from)), row.id});
}

Result<int> stopWaiting(Sql &sql, const QString &roomId, const QString &userId)
{
    return sql.execute(u"DELETE FROM awaited WHERE room_id = ? AND user_id = ?"_s, {roomId, userId});
}

/// Somebody who is there already, perhaps by another node, goes on with the same stay.
Result<int> enter(Sql &sql, const QString &serverId, const QString &roomId, const Person &person,
                  const QDateTime &at)
{
    if (auto done = stopWaiting(sql, roomId, person.id); !done) return done;
    const auto open =
        sql.rows<Row>(u"" LECTERN_STAY_QUERY "WHERE a.room_id = ? AND a.user_id = ? AND a.left_at IS NULL"_s,
                      {roomId, person.id}, rowOf);
    if (!open) return std::unexpected(open.error());
    for (const Row &row : *open) {
        if (!row.isAbandoned(at))
            return sql.execute(u"UPDATE attendance SET server_id = ? WHERE id = ?"_s, {serverId, row.id});
        if (const auto closed = close(sql, row, row.lastSign()); !closed) return closed;
    }
    return sql.execute(
        u"INSERT INTO attendance (room_id, user_id, name, type, server_id, entered_at) "
        "VALUES (?, ?, ?, ?, ?, ?)"_s,
        {roomId, person.id, person.name, QString(wireName(person.type)), serverId, sql::fromTime(at)});
}

Result<int> leave(Sql &sql, const QString &roomId, const QString &userId, const QDateTime &at)
{
    if (auto done = stopWaiting(sql, roomId, userId); !done) return done;
    return sql.execute(u"UPDATE attendance SET left_at = CASE WHEN entered_at > ? THEN entered_at ELSE ? END "
                       "WHERE room_id = ? AND user_id = ? AND left_at IS NULL"_s,
                       {sql::fromTime(at), sql::fromTime(at), roomId, userId});
}

/// As one. Nobody waits for the answer: what could not be written is in the log, and the database unhealthy.
std::function<Result<int>(Sql &)> whole(std::function<Result<int>(Sql &)> job)
{
    return [job = std::move(job)](Sql &sql) { return sql.transaction([&] { return job(sql); }); };
}

} // namespace

SqlAttendanceLog::SqlAttendanceLog(Database &database, QString serverId)
    : m_database(database)
    , m_serverId(std::move(serverId))
{
    const auto giveSign = [this] {
        m_database.soon<int>(whole([serverId = m_serverId](Sql &sql) { return sign(sql, serverId); }));
    };
    giveSign();
    QObject::connect(&m_sign, &QTimer::timeout, &m_sign, giveSign);
    m_sign.start(kSignInterval);
}

void SqlAttendanceLog::entered(QString roomId, Person person, QDateTime at)
{
    m_database.soon<int>(
        whole([=, serverId = m_serverId](Sql &sql) { return enter(sql, serverId, roomId, person, at); }));
}

void SqlAttendanceLog::left(QString roomId, QString userId, QDateTime at)
{
    // At once: it ends whatever stay is open, also one that another node begins meanwhile.
    m_database.together<int>(whole([=](Sql &sql) { return leave(sql, roomId, userId, at); }));
}

QFuture<Result<QString>> SqlAttendanceLog::serverOf(QString roomId, QString userId)
{
    return m_database.together<QString>([=](Sql &sql) -> Result<QString> {
        const auto server = sql.row<QString>(
            u"SELECT server_id FROM attendance WHERE room_id = ? AND user_id = ? AND left_at IS NULL "
            "ORDER BY id DESC"_s,
            {roomId, userId}, [](const SqlRow &row) { return row.value(0).toString(); });
        if (!server) return std::unexpected(server.error());
        return server->value_or(QString());
    });
}

QFuture<Result<QList<Stay>>> SqlAttendanceLog::stays(QString roomId)
{
    return m_database.together<QList<Stay>>([roomId](Sql &sql) -> Result<QList<Stay>> {
        const auto rows = sql.rows<Row>(
            u"" LECTERN_STAY_QUERY "WHERE a.room_id = ? ORDER BY a.entered_at, a.id"_s, {roomId}, rowOf);
        if (!rows) return std::unexpected(rows.error());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QList<Stay> stays;
        for (Row row : *rows) {
            if (row.isAbandoned(now)) row.stay.to = row.lastSign();
            stays.append(row.stay);
        }
        return stays;
    });
}

} // namespace lectern
