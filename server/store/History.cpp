// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/History.h"

#include "server/store/FileRow.h"
#include "server/store/MessageRow.h"
#include "server/store/SearchTerms.h"
#include "server/store/Sql.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestSearch = 1'000;

/// A SELECT's conditions, each with its values.
struct Conditions
{
    QStringList texts;
    QVariantList values;

    void add(const QString &text, const QVariantList &with = {})
    {
        texts += text;
        values += with;
    }

    QString text() const { return u" WHERE "_s + texts.join(u" AND "_s); }
};

/// What one reader may see; everybody's eyes for an empty id.
void addVisible(Conditions &conditions, const QString &readerId, bool teacher)
{
    if (readerId.isEmpty()) return;
    conditions.add(
        u"(sender = ? OR target = ? OR (target = '' AND target_type IN ('all', ?)))"_s,
        {readerId, readerId, QString(wireName(teacher ? TargetType::Teacher : TargetType::Student))});
}

/// Terms find where the text may be, and the text itself is then looked for in what they found.
void addSearch(Conditions &conditions, const QString &roomId, const QString &searchText, bool vectors)
{
    if (vectors)
        conditions.add(u"array_to_tsvector(string_to_array(terms, ' ')) @@ CAST(? AS tsquery)"_s,
                       {searchterms::tsQuery(roomId, searchText)});
    else
        conditions.add(u"message_search MATCH ?"_s, {searchterms::fts5Query(roomId, searchText)});
    conditions.add(u"search_text LIKE ? ESCAPE '\\'"_s, {sql::likePattern(searchText)});
}

/// In a room the numbers of messages are in the order of their seqs: so the search need not pass all that
/// lies outside the window.
void addNumbers(Conditions &conditions, const QString &roomId, const HistoryQuery &query)
{
    if (query.before >= 0)
        conditions.add(u"message_search.rowid <= (SELECT number FROM message WHERE room_id = ? AND seq < ? "
                       "ORDER BY seq DESC LIMIT 1)"_s,
                       {roomId, query.before});
    if (query.after >= 0)
        conditions.add(u"message_search.rowid >= (SELECT number FROM message WHERE room_id = ? AND seq > ? "
                       "ORDER BY seq LIMIT 1)"_s,
                       {roomId, query.after});
}

} // namespace

Result<QList<Message>> readHistory(Sql &sql, const QString &roomId, const HistoryQuery &query)
{
    if (query.search.size() > kLongestSearch)
        return problem(ErrorCode::BadRequest,
                       u"The text to search for is longer than %1 characters."_s.arg(kLongestSearch));

    const QString searchText = searchterms::searchable(query.search);
    const bool vectors = sql.engine().searchesVectors();
    Conditions conditions;
    conditions.add(u"room_id = ? AND deleted = 0"_s, {roomId});
    if (query.after >= 0) conditions.add(u"seq > ?"_s, {query.after});
    if (query.before >= 0) conditions.add(u"seq < ?"_s, {query.before});
    if (!query.withDeletions) conditions.add(u"type NOT IN ('delete', 'attachment')"_s);
    addVisible(conditions, query.readerId, query.readerIsTeacher);
    QString from = u"FROM message"_s;
    QString order = u"seq"_s;
    if (!searchText.isEmpty()) {
        addSearch(conditions, roomId, searchText, vectors);
        if (!vectors) {
            addNumbers(conditions, roomId, query);
            from = u"FROM message_search JOIN message ON number = message_search.rowid"_s;
            order = u"message_search.rowid"_s;
        }
    }
    auto rows = sql.rows<Message>(
        u"SELECT " LECTERN_MESSAGE_COLUMNS ""_s + from + conditions.text() + u" ORDER BY "_s + order +
            (query.after >= 0 ? u" LIMIT ?"_s : u" DESC LIMIT ?"_s),
        conditions.values + QVariantList{std::max(0, query.limit)}, MessageRow::readMessage);
    if (!rows) return rows;
    if (query.after < 0) std::reverse(rows->begin(), rows->end());
    if (const auto done = filerow::refresh(sql, *rows); !done) return std::unexpected(done.error());
    return rows;
}

} // namespace lectern
