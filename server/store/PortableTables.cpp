// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/PortableTables.h"

#include "server/store/Sql.h"

namespace lectern::portabletables {

using namespace Qt::StringLiterals;

const QList<PortableTable> &all()
{
    static const QList<PortableTable> tables{
        {u"setting"_s, u"key"_s},
        {u"account"_s, u"id"_s},
        {u"revoked_token"_s, u"id"_s},
        {u"room"_s, u"id"_s},
        {u"member"_s, u"room_id, user_id"_s},
        {u"roster"_s, u"room_id, position"_s},
        {u"message"_s, u"room_id, seq"_s, {u"number"_s, u"terms"_s}},
        {u"audit"_s, u"id"_s, {u"id"_s}},
        {u"attendance"_s, u"id"_s, {u"id"_s}},
        {u"node"_s, u"server_id"_s},
        {u"file"_s, u"id"_s},
        {u"vote"_s, u"room_id, poll_id, user_id"_s},
    };
    return tables;
}

const QStringList &leftOut()
{
    static const QStringList names{u"schema_version"_s,  u"storage_probe"_s, u"message_search"_s,
                                   u"indexed_message"_s, u"awaited"_s,       u"file_chunk"_s};
    return names;
}

Result<QStringList> columns(Sql &sql, const PortableTable &table)
{
    QStringList names = sql.columnsOf(table.name);
    if (names.isEmpty()) return problem(ErrorCode::Internal, u"there is no table %1"_s.arg(table.name));
    for (const QString &made : table.made)
        names.removeAll(made);
    return names;
}

Result<void> read(Sql &sql, const PortableTable &table, const QStringList &columns,
                  const std::function<void(const QVariantList &)> &take)
{
    const qsizetype count = columns.size();
    return sql.each(u"SELECT %1 FROM %2 ORDER BY %3"_s.arg(columns.join(u", "_s), table.name, table.order),
                    {}, [&](const SqlRow &row) {
                        QVariantList values;
                        values.reserve(count);
                        for (int i = 0; i < count; ++i)
                            values.append(row.value(i));
                        take(values);
                    });
}

Result<void> drop(Sql &sql)
{
    // What points to a row goes before the row's table.
    QStringList names;
    for (const PortableTable &table : all())
        names.prepend(table.name);
    names = leftOut() + names;
    for (const QString &name : std::as_const(names)) {
        if (const auto dropped = sql.execute(u"DROP TABLE IF EXISTS "_s + name); !dropped)
            return std::unexpected(dropped.error());
    }
    return {};
}

} // namespace lectern::portabletables
