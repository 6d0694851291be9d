// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/MessageTable.h"

#include "server/domain/Policy.h"
#include "server/store/MultiRow.h"
#include "server/store/SearchTerms.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QString placeholders(qsizetype count)
{
    return u'(' + multirow::values(u"?"_s, count) + u')';
}

const QString kStored =
    u"room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, "
    "refers, sent_at, deleted, attachment_id, body, search_text, hash"_s;

constexpr qsizetype kStoredColumns = 17;

/// In the order of kStored.
void addValues(QVariantList &values, const MessageRow &row)
{
    values.emplaceBack(row.roomId);
    values.emplaceBack(row.seq);
    for (const QString *text : {&row.id, &row.type, &row.sender, &row.senderType, &row.senderName,
                                &row.targetType, &row.target, &row.ref, &row.refers})
        values.emplaceBack(*text);
    values.emplaceBack(row.sentAt);
    values.emplaceBack(row.deleted);
    for (const QString *text : {&row.attachmentId, &row.body, &row.searchText, &row.hash})
        values.emplaceBack(*text);
}

multirow::Statement insertion(const QString &columns, qsizetype count)
{
    return {u"INSERT INTO message ("_s + columns + u") VALUES "_s, placeholders(count),
            u" ON CONFLICT DO NOTHING"_s};
}

QVariantList joined(const QList<QVariantList> &rows)
{
    QVariantList all;
    for (const QVariantList &row : rows)
        all += row;
    return all;
}

} // namespace

Result<QList<MessageRow>> MessageTable::withRefsOf(const QList<Message> &messages)
{
    Keys keys;
    for (const Message &message : messages)
        if (!message.ref.isEmpty()) keys.append({message.roomId, message.sender, message.ref});
    // There is hardly ever one; asking for all its columns at once would make every message dearer.
    const auto ids = matching<QVariantList>(
        u"room_id, id"_s, u"room_id = column1 AND sender = column2 AND ref = column3 WHERE ref <> ''"_s, keys,
        [](const SqlRow &row) { return QVariantList{row.value(0), row.value(1)}; });
    if (!ids) return std::unexpected(ids.error());
    return withIds(*ids);
}

Result<QList<MessageRow>> MessageTable::targetsOf(const QList<Message> &messages)
{
    Keys keys;
    for (const Message &message : messages)
        if (policy::amends(message.type)) keys.append({message.roomId, message.refers});
    return withIds(keys);
}

Result<QList<MessageRow>> MessageTable::entriesAbout(const QList<MessageRow> &targets)
{
    Keys keys;
    for (const MessageRow &row : targets)
        if (const auto attachment = row.message().attachment)
            keys.append({row.roomId, attachment->id, row.id});
    const QString about =
        u"attachment_id = column2 AND attachment_id <> '' AND room_id = column1 AND refers = "
        "column3 WHERE type = 'attachment'"_s;
    return matching<MessageRow>(u"" LECTERN_MESSAGE_COLUMNS ""_s, about, keys, MessageRow::read);
}

Result<QList<MessageRow>> MessageTable::withIds(const Keys &keys)
{
    return matching<MessageRow>(u"" LECTERN_MESSAGE_COLUMNS ""_s, u"room_id = column1 AND id = column2"_s,
                                keys, MessageRow::read);
}

template <typename T>
Result<QList<T>> MessageTable::matching(const QString &columns, const QString &condition, const Keys &keys,
                                        const Sql::Read<T> &read)
{
    QList<T> found;
    const auto done = multirow::inPieces(keys, [&](const Keys &piece) -> Result<void> {
        const QString wanted = multirow::values(placeholders(piece.first().size()), piece.size());
        const auto rows = m_sql.rows<T>(u"SELECT "_s + columns + u" FROM (VALUES "_s + wanted +
                                            u") AS wanted JOIN message ON "_s + condition,
                                        joined(piece), read);
        if (!rows) return std::unexpected(rows.error());
        found += *rows;
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return found;
}

Result<bool> MessageTable::insert(const QList<MessageRow> &rows)
{
    const bool withTerms = m_sql.engine().searchesVectors(); // else they follow: see searchindex
    static const multirow::Statement kInsert = insertion(kStored, kStoredColumns);
    static const multirow::Statement kInsertWithTerms = insertion(kStored + u", terms"_s, kStoredColumns + 1);
    qsizetype stored = 0;
    const auto done = multirow::inPieces(rows, [&](const QList<MessageRow> &piece) -> Result<void> {
        QVariantList values;
        values.reserve(piece.size() * (kStoredColumns + 1));
        for (const MessageRow &row : piece) {
            addValues(values, row);
            if (withTerms)
                values.emplaceBack(QString::fromLatin1(searchterms::termsOf(row.roomId, row.searchText)));
        }
        const auto &statement = withTerms ? kInsertWithTerms : kInsert;
        const auto inserted = m_sql.execute(statement.of(piece.size()), values);
        if (!inserted) return std::unexpected(inserted.error());
        stored += *inserted;
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return stored == rows.size();
}

Result<void> MessageTable::blank(const MessageRow &row)
{
    const QString terms = m_sql.engine().searchesVectors() ? u"terms = '', "_s : QString();
    const auto blanked = m_sql.execute(u"UPDATE message SET deleted = 1, body = ?, search_text = '', "_s +
                                           terms + u"attachment_id = '' WHERE room_id = ? AND id = ?"_s,
                                       {row.body, row.roomId, row.id});
    if (!blanked) return std::unexpected(blanked.error());
    return {};
}

} // namespace lectern
