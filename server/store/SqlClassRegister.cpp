// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlClassRegister.h"

#include "server/store/Database.h"
#include "server/store/MemberRow.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Whose name is to change, and what their host is called.
struct Named
{
    bool guest = false;
    QString ownerName;
};

Result<QString> giveName(Sql &sql, const QString &roomId, const QString &userId, const QString &name)
{
    const auto who =
        sql.row<Named>(u"SELECT m.guest, r.owner_name FROM member m JOIN room r ON r.id = m.room_id "
                       "WHERE m.room_id = ? AND m.user_id = ?"_s,
                       {roomId, userId}, [](const SqlRow &row) {
                           return Named{row.value(0).toBool(), row.value(1).toString()};
                       });
    if (!who) return std::unexpected(who.error());
    if (!*who) return problem(ErrorCode::UserNotFound, u"There is no such person in this room."_s);
    if (!(*who)->guest)
        return problem(ErrorCode::Forbidden, u"name: is that of an account, and theirs to change"_s);
    const auto apart = memberrow::toldApart(sql, roomId, (*who)->ownerName, name, userId);
    if (!apart) return apart;
    if (const auto done = memberrow::change(
            sql, u"UPDATE member SET name = ?, name_key = ? WHERE room_id = ? AND user_id = ?"_s,
            {*apart, sql::folded(*apart), roomId, userId});
        !done)
        return std::unexpected(done.error());
    const auto stays = sql.execute(u"UPDATE attendance SET name = ? WHERE room_id = ? AND user_id = ?"_s,
                                   {*apart, roomId, userId});
    if (!stays) return std::unexpected(stays.error());
    return apart;
}

Result<int> writeRoster(Sql &sql, const QString &roomId, const QStringList &names)
{
    auto done = sql.execute(u"DELETE FROM roster WHERE room_id = ?"_s, {roomId});
    for (qsizetype i = 0; i < names.size() && done; ++i)
        done = sql.execute(u"INSERT INTO roster (room_id, position, name, name_key) VALUES (?, ?, ?, ?)"_s,
                           {roomId, i, names[i], sql::folded(names[i])});
    return done;
}

} // namespace

QFuture<Result<void>> SqlClassRegister::setMuted(QString roomId, QString userId, bool muted)
{
    return m_database.run<void>([=](Sql &sql) {
        return memberrow::change(sql, u"UPDATE member SET muted = ? WHERE room_id = ? AND user_id = ?"_s,
                                 {muted, roomId, userId});
    });
}

QFuture<Result<payload::Rename>> SqlClassRegister::rename(QString roomId, QString userId,
                                                          payload::Rename wish)
{
    return m_database.run<payload::Rename>([=](Sql &sql) -> Result<payload::Rename> {
        return sql.transaction([&]() -> Result<payload::Rename> {
            payload::Rename names = wish;
            if (wish.name) {
                const auto given = giveName(sql, roomId, userId, *wish.name);
                if (!given) return std::unexpected(given.error());
                names.name = *given;
            }
            if (wish.realName) {
                const auto done = memberrow::change(
                    sql, u"UPDATE member SET real_name = ? WHERE room_id = ? AND user_id = ?"_s,
                    {*wish.realName, roomId, userId});
                if (!done) return std::unexpected(done.error());
            }
            return names;
        });
    });
}

QFuture<Result<QList<Standing>>> SqlClassRegister::standings(QString roomId)
{
    return m_database.run<QList<Standing>>([roomId](Sql &sql) {
        return sql.rows<Standing>(u"SELECT user_id, name, real_name, muted FROM member WHERE room_id = ?"_s,
                                  {roomId}, [](const SqlRow &row) {
                                      return Standing{row.value(0).toString(), row.value(1).toString(),
                                                      row.value(2).toString(), row.value(3).toBool()};
                                  });
    });
}

QFuture<Result<void>> SqlClassRegister::putOut(QString roomId, QString userId, bool ban)
{
    const QVariant now = sql::fromTime(QDateTime::currentDateTimeUtc());
    return m_database.run<void>([=](Sql &sql) {
        return memberrow::change(
            sql,
            ban ? u"UPDATE member SET seen = 0, banned = 1, banned_at = ? WHERE room_id = ? AND user_id = ?"_s
                : u"UPDATE member SET seen = 0 WHERE room_id = ? AND user_id = ?"_s,
            ban ? QVariantList{now, roomId, userId} : QVariantList{roomId, userId});
    });
}

QFuture<Result<QList<Ban>>> SqlClassRegister::bans(QString roomId)
{
    return m_database.run<QList<Ban>>([roomId](Sql &sql) {
        return sql.rows<Ban>(u"SELECT user_id, name, banned_at FROM member WHERE room_id = ? AND banned = 1 "
                             "ORDER BY banned_at, user_id"_s,
                             {roomId}, [](const SqlRow &row) {
                                 return Ban{row.value(0).toString(), row.value(1).toString(),
                                            sql::toTime(row.value(2))};
                             });
    });
}

QFuture<Result<void>> SqlClassRegister::lift(QString roomId, QString userId)
{
    return m_database.run<void>([=](Sql &sql) {
        return memberrow::change(
            sql,
            u"UPDATE member SET seen = 1, banned = 0, banned_at = NULL WHERE room_id = ? AND user_id = ? AND banned = 1"_s,
            {roomId, userId});
    });
}

QFuture<Result<void>> SqlClassRegister::setRoster(QString roomId, QStringList names)
{
    return m_database.run<void>([=](Sql &sql) -> Result<void> {
        const auto done = sql.transaction([&] { return writeRoster(sql, roomId, names); });
        if (!done) return std::unexpected(done.error());
        return {};
    });
}

QFuture<Result<QList<ExpectedName>>> SqlClassRegister::roster(QString roomId)
{
    return m_database.run<QList<ExpectedName>>([roomId](Sql &sql) {
        return sql.rows<ExpectedName>(
            u"SELECT r.name, CASE WHEN EXISTS (SELECT 1 FROM member m WHERE m.room_id = r.room_id AND "
            "m.name_key = r.name_key) THEN 1 ELSE 0 END FROM roster r WHERE r.room_id = ? "
            "ORDER BY r.position"_s,
            {roomId},
            [](const SqlRow &row) { return ExpectedName{row.value(0).toString(), row.value(1).toBool()}; });
    });
}

} // namespace lectern
