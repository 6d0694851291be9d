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

/// Where messages are looked for, and in which order.
struct Source
{
    QString from = u"FROM message"_s;
    QString order = u"seq"_s;
};

using Found = Result<QList<Message>>;

/// At most `limit` of them from the query's end, in the order in which they were found.
Found select(Sql &sql, const Source &source, const Conditions &conditions, const HistoryQuery &query,
             qsizetype limit)
{
    return sql.rows<Message>(u"SELECT " LECTERN_MESSAGE_COLUMNS ""_s + source.from + conditions.text() +
                                 u" ORDER BY "_s + source.order +
                                 (query.after >= 0 ? u" LIMIT ?"_s : u" DESC LIMIT ?"_s),
                             conditions.values + QVariantList{limit}, MessageRow::readMessage);
}

Found searchVectors(Sql &sql, const QString &roomId, const QString &searchText, Conditions conditions,
                    const HistoryQuery &query)
{
    conditions.add(u"(array_to_tsvector(string_to_array(terms, ' ')) @@ CAST(? AS tsquery) "
                   "OR (terms = '' AND search_text <> ''))"_s,
                   {searchterms::tsQuery(roomId, searchText)});
    return select(sql, {}, conditions, query, query.limit);
}

Found searchIndexed(Sql &sql, const QString &roomId, const QString &searchText, Conditions conditions,
                    const HistoryQuery &query, qsizetype limit)
{
    conditions.add(u"message_search MATCH ?"_s, {searchterms::fts5Query(roomId, searchText)});
    addNumbers(conditions, roomId, query);
    return select(
        sql,
        {u"FROM message_search JOIN message ON number = message_search.rowid"_s, u"message_search.rowid"_s},
        conditions, query, limit);
}

/// Among the newest, which have no terms yet: see searchindex.
Found searchUnindexed(Sql &sql, Conditions conditions, const HistoryQuery &query, qsizetype limit)
{
    conditions.add(u"number > (SELECT coalesce(max(number), 0) FROM indexed_message)"_s);
    return select(sql, {u"FROM message NOT INDEXED"_s, u"number"_s}, conditions, query, limit);
}

/// What is indexed is older than what is not: the second search goes on where the first ended.
Found searchRows(Sql &sql, const QString &roomId, const QString &searchText, const Conditions &conditions,
                 const HistoryQuery &query)
{
    return sql.snapshot([&]() -> Found {
        const bool oldestFirst = query.after >= 0;
        const auto part = [&](bool indexed, qsizetype limit) {
            return indexed ? searchIndexed(sql, roomId, searchText, conditions, query, limit)
                           : searchUnindexed(sql, conditions, query, limit);
        };
        auto first = part(oldestFirst, query.limit);
        if (!first || first->size() >= query.limit) return first;
        const auto second = part(!oldestFirst, query.limit - first->size());
        if (!second) return second;
        return *first + *second;
    });
}

/// Terms find where the text may be, and the text itself is then looked for in what they found.
Found search(Sql &sql, const QString &roomId, const QString &searchText, Conditions conditions,
             const HistoryQuery &query)
{
    conditions.add(u"search_text LIKE ? ESCAPE '\\'"_s, {sql::likePattern(searchText)});
    return sql.engine().searchesVectors() ? searchVectors(sql, roomId, searchText, conditions, query)
                                          : searchRows(sql, roomId, searchText, conditions, query);
}

} // namespace

Result<QList<Message>> readHistory(Sql &sql, const QString &roomId, const HistoryQuery &asked)
{
    if (asked.search.size() > kLongestSearch)
        return problem(ErrorCode::BadRequest,
                       u"The text to search for is longer than %1 characters."_s.arg(kLongestSearch));

    HistoryQuery query = asked;
    query.limit = std::max(0, asked.limit);
    Conditions conditions;
    conditions.add(u"room_id = ? AND deleted = 0"_s, {roomId});
    if (query.after >= 0) conditions.add(u"seq > ?"_s, {query.after});
    if (query.before >= 0) conditions.add(u"seq < ?"_s, {query.before});
    if (!query.withDeletions) conditions.add(u"type NOT IN ('delete', 'attachment')"_s);
    addVisible(conditions, query.readerId, query.readerIsTeacher);
    const QString searchText = searchterms::searchable(query.search);
    auto found = searchText.isEmpty() ? select(sql, {}, conditions, query, query.limit)
                                      : search(sql, roomId, searchText, conditions, query);
    if (!found) return found;
    if (query.after < 0) std::reverse(found->begin(), found->end());
    if (const auto done = filerow::refresh(sql, *found); !done) return std::unexpected(done.error());
    return found;
}

} // namespace lectern
