// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/UpgradeTo2.h"

#include "server/store/EvidenceChain.h"
#include "server/store/MessageRow.h"
#include "server/store/SearchTerms.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsAtOnce = 500;

/// One room's messages, from the first to the last.
class RoomUpgrade
{
public:
    RoomUpgrade(Sql &sql, QString roomId)
        : m_sql(sql)
        , m_roomId(std::move(roomId))
    {
    }

    Result<void> run()
    {
        for (;;) {
            const auto rows = next();
            if (!rows) return std::unexpected(rows.error());
            if (rows->isEmpty()) return saveRoom();
            for (const MessageRow &row : *rows)
                if (const auto done = upgrade(row); !done) return done;
        }
    }

private:
    Result<QList<MessageRow>> next()
    {
        return m_sql.rows<MessageRow>(u"SELECT " LECTERN_MESSAGE_COLUMNS
                                      "FROM message WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?"_s,
                                      {m_roomId, m_seq, kRowsAtOnce}, MessageRow::read);
    }

    Result<void> upgrade(MessageRow row)
    {
        if (row.deleted) {
            row.deleted = false;
            row.blank();
        } else {
            row.searchText = MessageRow::of(row.message()).searchText;
        }
        m_seq = row.seq;
        m_hash = evidence::hashOf(m_hash, evidence::digestOf(row));
        m_bytes += row.bytes();
        const auto saved = m_sql.execute(
            u"UPDATE message SET body = ?, search_text = ?, terms = ?, hash = ? WHERE room_id = ? AND seq = ?"_s,
            {row.body, row.searchText, QString::fromLatin1(searchterms::termsOf(m_roomId, row.searchText)),
             m_hash, m_roomId, m_seq});
        if (!saved) return std::unexpected(saved.error());
        return {};
    }

    Result<void> saveRoom()
    {
        const auto saved = m_sql.execute(u"UPDATE room SET last_hash = ?, message_bytes = ? WHERE id = ?"_s,
                                         {m_hash, m_bytes, m_roomId});
        if (!saved) return std::unexpected(saved.error());
        return {};
    }

    Sql &m_sql;
    QString m_roomId;
    qint64 m_seq = 0; ///< of the last message so far
    QString m_hash;
    qint64 m_bytes = 0;
};

} // namespace

Result<void> upgradeTo2(Sql &sql)
{
    const auto rooms = sql.rows<QString>(u"SELECT id FROM room"_s, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
    if (!rooms) return std::unexpected(rooms.error());
    for (const QString &roomId : *rooms)
        if (const auto done = RoomUpgrade(sql, roomId).run(); !done) return done;
    return {};
}

} // namespace lectern
