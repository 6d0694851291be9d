// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchIndex.h"

#include "server/store/MultiRow.h"
#include "server/store/SearchTerms.h"
#include "server/store/Sql.h"

namespace lectern::searchindex {

using namespace Qt::StringLiterals;

namespace {

Result<int> advanceRows(Sql &sql, int most)
{
    struct Text
    {
        qint64 number = 0;
        QString roomId;
        QString searchText;
    };
    const auto texts = sql.rows<Text>(
        u"SELECT number, room_id, search_text FROM message NOT INDEXED WHERE number > "
        "(SELECT coalesce(max(number), 0) FROM indexed_message) AND search_text <> '' ORDER BY number LIMIT ?"_s,
        {most}, [](const SqlRow &row) {
            return Text{row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toString()};
        });
    if (!texts) return std::unexpected(texts.error());
    static const multirow::Statement kIndex(u"INSERT INTO indexed_message (number, terms) VALUES "_s,
                                            u"(?, CAST(? AS TEXT))"_s);
    const auto done = multirow::inPieces(*texts, [&](const QList<Text> &piece) -> Result<void> {
        QVariantList values;
        values.reserve(2 * piece.size());
        for (const Text &text : piece) {
            values.emplaceBack(text.number);
            values.emplaceBack(searchterms::termsOf(text.roomId, text.searchText));
        }
        const auto indexed = sql.execute(kIndex.of(piece.size()), values);
        if (!indexed) return std::unexpected(indexed.error());
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return int(texts->size());
}

/// Blanked meanwhile, a message is not to be found again.
Result<int> advanceVectors(Sql &sql, int most)
{
    struct Text
    {
        QString roomId;
        qint64 seq = 0;
        QString searchText;
    };
    const auto texts = sql.rows<Text>(u"SELECT room_id, seq, search_text FROM message WHERE terms = '' AND "
                                      "search_text <> '' ORDER BY room_id, seq LIMIT ?"_s,
                                      {most}, [](const SqlRow &row) {
                                          return Text{row.value(0).toString(), row.value(1).toLongLong(),
                                                      row.value(2).toString()};
                                      });
    if (!texts) return std::unexpected(texts.error());
    for (const Text &text : *texts) {
        const auto indexed = sql.execute(
            u"UPDATE message SET terms = ? WHERE room_id = ? AND seq = ? AND search_text <> ''"_s,
            {QString::fromLatin1(searchterms::termsOf(text.roomId, text.searchText)), text.roomId, text.seq});
        if (!indexed) return std::unexpected(indexed.error());
    }
    return int(texts->size());
}

} // namespace

Result<int> advance(Sql &sql, int most)
{
    if (sql.engine().searchesVectors()) return advanceVectors(sql, most);
    return sql.transaction([&] { return advanceRows(sql, most); });
}

} // namespace lectern::searchindex
