// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/OldData.h"

#include "common/client/AndThen.h"
#include "server/store/Database.h"
#include "server/store/MultiRow.h"
#include "server/store/Sql.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/StoreLog.h"

#include <algorithm>
#include <numeric>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMessagesAtOnce = 200;
constexpr int kRowsAtOnce = 256;

QString textOf(const SqlRow &row)
{
    return row.value(0).toString();
}

qint64 numberOf(const SqlRow &row)
{
    return row.value(0).toLongLong();
}

/// What one job takes away from the beginning of a log.
struct Cut
{
    qint64 from = 0; ///< behind this seq
    qint64 to = 0;   ///< with this one
    QString hash;    ///< of that
};

Result<std::optional<Cut>> findCut(Sql &sql, const QString &roomId, qint64 before)
{
    const auto ends = sql.row<Cut>(
        u"SELECT pruned_seq, last_seq FROM room WHERE id = ?"_s + sql.forUpdate(), {roomId},
        [](const SqlRow &row) { return Cut{row.value(0).toLongLong(), row.value(1).toLongLong(), {}}; });
    if (!ends) return std::unexpected(ends.error());
    if (!*ends) return std::nullopt;
    Cut cut = **ends;
    cut.to = std::min(cut.to, cut.from + kMessagesAtOnce);
    const auto younger = sql.row<qint64>(
        u"SELECT seq FROM message WHERE room_id = ? AND seq > ? AND seq <= ? AND sent_at >= ? "
        "ORDER BY seq LIMIT 1"_s,
        {roomId, cut.from, cut.to, before}, numberOf);
    if (!younger) return std::unexpected(younger.error());
    if (*younger) cut.to = **younger - 1;
    if (cut.to <= cut.from) return std::nullopt;
    const auto hash = sql.row<QString>(u"SELECT hash FROM message WHERE room_id = ? AND seq = ?"_s,
                                       {roomId, cut.to}, textOf);
    if (!hash) return std::unexpected(hash.error());
    if (!*hash) {
        qCWarning(lcStore) << "room" << roomId << "has no message" << cut.to << "and is not pruned";
        return std::nullopt;
    }
    cut.hash = **hash;
    return cut;
}

Result<qint64> bytesOf(Sql &sql, const QString &roomId, const Cut &cut)
{
    const auto bodies = sql.rows<qint64>(
        u"SELECT body FROM message WHERE room_id = ? AND seq > ? AND seq <= ?"_s, {roomId, cut.from, cut.to},
        [](const SqlRow &row) { return qint64(textOf(row).toUtf8().size()); });
    if (!bodies) return std::unexpected(bodies.error());
    return std::accumulate(bodies->cbegin(), bodies->cend(), qint64(0));
}

Result<int> cutOff(Sql &sql, const QString &roomId, const Cut &cut)
{
    const auto bytes = bytesOf(sql, roomId, cut);
    if (!bytes) return std::unexpected(bytes.error());
    const auto votes = sql.execute(
        u"DELETE FROM vote WHERE room_id = ? AND poll_id IN (SELECT id FROM message WHERE room_id = ? "
        "AND type = 'poll' AND seq <= ?)"_s,
        {roomId, roomId, cut.to});
    if (!votes) return votes;
    const auto removed =
        sql.execute(u"DELETE FROM message WHERE room_id = ? AND seq <= ?"_s, {roomId, cut.to});
    if (!removed) return removed;
    const auto saved = sql.execute(u"UPDATE room SET pruned_seq = ?, pruned_hash = ?, "
                                   "message_bytes = message_bytes - ? WHERE id = ?"_s,
                                   {cut.to, cut.hash, *bytes, roomId});
    if (!saved) return saved;
    return removed;
}

/// Removes, by `statement`, the rows that were found, and says how many they were.
template <typename Key>
QFuture<Result<int>> removeFound(Database &database, QFuture<Result<QList<Key>>> finding,
                                 std::function<Result<int>(Sql &, const QList<Key> &)> remove)
{
    return andThen(finding, [&database, remove](const Result<QList<Key>> &found) {
        if (!found) return QtFuture::makeReadyFuture(Result<int>(std::unexpected(found.error())));
        if (found->isEmpty()) return QtFuture::makeReadyFuture(Result<int>(0));
        return database.run<int>([remove, found = *found](Sql &sql) {
            return sql.transaction([&] { return remove(sql, found); });
        });
    });
}

/// Over before a time, or begun before it by a node that gave no sign since another one.
#define LECTERN_OLD_STAY                                                                                     \
    "(left_at < ? OR (left_at IS NULL AND entered_at < ? AND NOT EXISTS "                                    \
    "(SELECT 1 FROM node WHERE node.server_id = attendance.server_id AND seen_at >= ?))) "

/// Nothing of the person is left in the room but their place.
#define LECTERN_DESERTED                                                                                     \
    "member.created_at < ? AND NOT EXISTS (SELECT 1 FROM attendance AS a WHERE a.room_id = member.room_id "  \
    "AND a.user_id = member.user_id) AND last_read_seq <= (SELECT pruned_seq FROM room WHERE id = "          \
    "member.room_id) "

} // namespace

QFuture<Result<QStringList>> OldData::roomsToPrune(QDateTime before)
{
    return m_database.read<QStringList>([time = before.toMSecsSinceEpoch()](Sql &sql) -> Result<QStringList> {
        const auto rooms = sql.rows<QString>(
            u"SELECT id FROM room WHERE (SELECT sent_at FROM message WHERE room_id = room.id ORDER BY seq "
            "LIMIT 1) < ?"_s,
            {time}, textOf);
        if (!rooms) return std::unexpected(rooms.error());
        return QStringList(*rooms);
    });
}

QFuture<Result<int>> OldData::prune(QString roomId, QDateTime before)
{
    return m_database.run<int>([roomId, time = before.toMSecsSinceEpoch()](Sql &sql) {
        return sql.appendTransaction([&]() -> Result<int> {
            const auto cut = findCut(sql, roomId, time);
            if (!cut) return std::unexpected(cut.error());
            return *cut ? cutOff(sql, roomId, **cut) : Result<int>(0);
        });
    });
}

QFuture<Result<QStringList>> OldData::roomsToRemove(QDateTime before)
{
    return m_database.read<QStringList>([time = before.toMSecsSinceEpoch()](Sql &sql) -> Result<QStringList> {
        const auto rooms = sql.rows<QString>(u"SELECT id FROM room WHERE ended_at < ?"_s, {time}, textOf);
        if (!rooms) return std::unexpected(rooms.error());
        return QStringList(*rooms);
    });
}

QFuture<Result<bool>> OldData::removeRoom(QString roomId, QDateTime before)
{
    return m_database.run<bool>([roomId, time = before.toMSecsSinceEpoch()](Sql &sql) -> Result<bool> {
        const auto removed = sql.execute(u"DELETE FROM room WHERE id = ? AND ended_at < ?"_s, {roomId, time});
        if (!removed) return std::unexpected(removed.error());
        return *removed > 0;
    });
}

QFuture<Result<int>> OldData::removeStays(QDateTime before)
{
    const qint64 time = before.toMSecsSinceEpoch();
    const qint64 sign =
        std::min(time, QDateTime::currentMSecsSinceEpoch() - SqlAttendanceLog::kDeadAfter.count());
    const auto finding = m_database.read<QList<qint64>>([time, sign](Sql &sql) {
        return sql.rows<qint64>(u"SELECT id FROM attendance WHERE " LECTERN_OLD_STAY "LIMIT ?"_s,
                                {time, time, sign, kRowsAtOnce}, numberOf);
    });
    return removeFound<qint64>(m_database, finding, [](Sql &sql, const QList<qint64> &ids) -> Result<int> {
        const auto done = multirow::inPieces(ids, [&](const QList<qint64> &piece) -> Result<void> {
            const auto removed = sql.execute(u"DELETE FROM attendance WHERE id IN ("_s +
                                                 multirow::values(u"?"_s, piece.size()) + u')',
                                             QVariantList(piece.cbegin(), piece.cend()));
            if (!removed) return std::unexpected(removed.error());
            return {};
        });
        if (!done) return std::unexpected(done.error());
        return int(ids.size());
    });
}

QFuture<Result<int>> OldData::removePlaces(QDateTime before)
{
    using Place = std::pair<QString, QString>; ///< room and person
    const qint64 time = before.toMSecsSinceEpoch();
    const auto finding = m_database.read<QList<Place>>([time](Sql &sql) {
        return sql.rows<Place>(
            u"SELECT room_id, user_id FROM member WHERE " LECTERN_DESERTED "LIMIT ?"_s, {time, kRowsAtOnce},
            [](const SqlRow &row) { return Place{row.value(0).toString(), row.value(1).toString()}; });
    });
    return removeFound<Place>(
        m_database, finding, [time](Sql &sql, const QList<Place> &places) -> Result<int> {
            for (const Place &place : places) {
                // They may have come back since.
                const auto removed = sql.execute(
                    u"DELETE FROM member WHERE room_id = ? AND user_id = ? AND " LECTERN_DESERTED ""_s,
                    {place.first, place.second, time});
                if (!removed) return removed;
            }
            return int(places.size());
        });
}

} // namespace lectern
