// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/LogCheck.h"

#include "server/store/EvidenceChain.h"
#include "server/store/FileRecords.h"
#include "server/store/MessageRow.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsAtOnce = 500;

/// Whoever takes a text out leaves a later entry behind that names the message; what tells of that message's
/// file, and of earlier deletions of it by somebody who was erased, goes with it.
/// For SQLite: CASE, as its OR looks at both sides; the plus keeps it from reading all of the room behind
/// each message by the index on seq.
#define LECTERN_DELETION_KNOWN                                                                               \
    "CASE WHEN deleted = 0 THEN 1 WHEN EXISTS (SELECT 1 FROM message AS d WHERE d.room_id = "                \
    "message.room_id "                                                                                       \
    "AND d.refers = CASE WHEN message.type IN ('attachment', 'delete') THEN message.refers "                 \
    "ELSE message.id END AND d.type = 'delete' AND d.deleted = 0 AND +d.seq > message.seq) THEN 1 ELSE 0 "   \
    "END "

struct CheckedRow
{
    MessageRow row;
    bool deletionKnown = true;
};

struct RoomEnds
{
    qint64 prunedSeq = 0; ///< the log begins behind it
    QString prunedHash;
    qint64 lastSeq = 0;
    QString lastHash;
};

using Fault = std::optional<LogFault>;

class RoomCheck
{
public:
    RoomCheck(Sql &sql, QString roomId)
        : m_sql(sql)
        , m_roomId(std::move(roomId))
    {
    }

    qint64 messages() const { return m_messages; }

    Result<Fault> run()
    {
        auto ends = readEnds();
        for (;;) {
            if (!ends) return std::unexpected(ends.error());
            if (!*ends) return std::nullopt; // removed meanwhile
            auto fault = compare(**ends);
            if (!fault || !*fault) return fault;
            // Whoever prunes takes away what was just to be read: then it begins anew, behind that.
            const qint64 began = (*ends)->prunedSeq;
            ends = readEnds();
            if (ends && *ends && (*ends)->prunedSeq == began) return fault;
        }
    }

private:
    Result<std::optional<RoomEnds>> readEnds()
    {
        return m_sql.row<RoomEnds>(
            u"SELECT pruned_seq, pruned_hash, last_seq, last_hash FROM room WHERE id = ?"_s, {m_roomId},
            [](const SqlRow &row) {
                return RoomEnds{row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toLongLong(),
                                row.value(3).toString()};
            });
    }

    Result<Fault> compare(const RoomEnds &ends)
    {
        m_messages = 0;
        m_seq = ends.prunedSeq;
        m_hash = ends.prunedHash;
        for (;;) {
            const auto rows = next(ends.lastSeq);
            if (!rows) return std::unexpected(rows.error());
            for (const CheckedRow &one : *rows)
                if (auto fault = follow(one)) return fault;
            if (rows->size() < kRowsAtOnce) break;
        }
        if (m_seq != ends.lastSeq) return fault(m_seq + 1, u"this message is missing"_s);
        if (m_hash != ends.lastHash) return fault(m_seq, u"the room remembers another last message"_s);
        return strays();
    }

    Result<QList<CheckedRow>> next(qint64 lastSeq)
    {
        return m_sql.rows<CheckedRow>(
            u"SELECT " LECTERN_MESSAGE_COLUMNS ", " LECTERN_DELETION_KNOWN
            "FROM message WHERE room_id = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?"_s,
            {m_roomId, m_seq, lastSeq, kRowsAtOnce},
            [](const SqlRow &row) { return CheckedRow{MessageRow::read(row), row.value(15).toBool()}; });
    }

    Fault follow(const CheckedRow &one)
    {
        const MessageRow &row = one.row;
        if (row.seq != m_seq + 1) return fault(m_seq + 1, u"this message is missing"_s);
        if (row.hash != evidence::hashOf(m_hash, evidence::digestOf(row)))
            return fault(row.seq, u"this message is not what was stored"_s);
        if (!one.deletionKnown)
            return fault(row.seq, u"the text of this message is gone, but nobody has deleted it"_s);
        m_seq = row.seq;
        m_hash = row.hash;
        ++m_messages;
        return std::nullopt;
    }

    /// Messages beyond the ends of the log, as they are now.
    Result<Fault> strays()
    {
        const auto seqs =
            m_sql.rows<qint64>(u"SELECT seq FROM message JOIN room ON room.id = room_id WHERE room_id = ? "
                               "AND (seq > last_seq OR seq <= pruned_seq) ORDER BY seq LIMIT 1"_s,
                               {m_roomId}, [](const SqlRow &row) { return row.value(0).toLongLong(); });
        if (!seqs) return std::unexpected(seqs.error());
        if (seqs->isEmpty()) return std::nullopt;
        return fault(seqs->first(), u"this message was not put there by the log"_s);
    }

    LogFault fault(qint64 seq, const QString &what) const { return {m_roomId, seq, what}; }

    Sql &m_sql;
    QString m_roomId;
    qint64 m_messages = 0;
    qint64 m_seq = 0; ///< of the last message that fits
    QString m_hash;
};

} // namespace

Result<LogReport> checkLog(Sql &sql)
{
    const auto rooms = sql.rows<QString>(u"SELECT id FROM room ORDER BY id"_s, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
    if (!rooms) return std::unexpected(rooms.error());
    LogReport report;
    for (const QString &roomId : *rooms) {
        RoomCheck check(sql, roomId);
        const auto fault = check.run();
        if (!fault) return std::unexpected(fault.error());
        if (*fault) report.faults.append(**fault);
        report.messages += check.messages();
        ++report.rooms;
    }
    return report;
}

Result<QList<LogFault>> checkAttachment(Sql &sql, const FileRecord &file)
{
    // In the JSON of a body a quotation mark that somebody wrote has a backslash before it.
    const auto other = [&file](const SqlRow &row) {
        return LogFault{row.value(0).toString(), row.value(1).toLongLong(),
                        u"it carries the file %1 with other bytes than the file has now"_s.arg(file.id)};
    };
    return sql.rows<LogFault>(u"SELECT room_id, seq FROM message WHERE attachment_id = ? "
                              "AND body LIKE '%\"sha256\":\"_%' AND body NOT LIKE ? ORDER BY seq LIMIT 1"_s,
                              {file.id, u"%\"sha256\":\""_s + file.sha256 + u"\"%"_s}, other);
}

} // namespace lectern
