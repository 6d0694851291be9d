// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/TraceSearch.h"

#include "server/store/Sql.h"

namespace lectern::tracesearch {

using namespace Qt::StringLiterals;

namespace {

Result<QStringList> texts(Sql &sql, const QString &query, const QVariantList &values)
{
    const auto found =
        sql.rows<QString>(query, values, [](const SqlRow &row) { return row.value(0).toString(); });
    if (!found) return std::unexpected(found.error());
    return QStringList(*found);
}

} // namespace

Result<QStringList> roomsOf(Sql &sql, const QString &personId)
{
    return texts(
        sql,
        u"SELECT id FROM room WHERE owner_id = ? OR id IN ("
        "SELECT room_id FROM member WHERE user_id = ? UNION SELECT room_id FROM attendance WHERE user_id = ? "
        "UNION SELECT room_id FROM vote WHERE user_id = ? UNION SELECT room_id FROM file WHERE uploader_id = "
        "? "
        "UNION SELECT room_id FROM message WHERE (sender = ? AND (deleted = 0 OR sender_name <> '')) "
        "OR (target = ? AND deleted = 0)) ORDER BY id"_s,
        QVariantList(7, personId));
}

Result<QStringList> called(Sql &sql, const QString &roomId, const QString &name)
{
    return texts(
        sql,
        u"SELECT user_id FROM member WHERE room_id = ? AND name_key = ? "
        "UNION SELECT user_id FROM attendance WHERE room_id = ? AND name = ? "
        "UNION SELECT sender FROM message WHERE room_id = ? AND sender_name = ? AND sender_type <> 'system' "
        "EXCEPT SELECT owner_id FROM room WHERE id = ? AND kind = 'class' ORDER BY 1"_s,
        {roomId, sql::folded(name), roomId, name, roomId, name, roomId});
}

} // namespace lectern::tracesearch
