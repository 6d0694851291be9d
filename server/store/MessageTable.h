// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/MessageRow.h"
#include "server/store/Sql.h"

namespace lectern {

/// The log's table, as a transaction that appends needs it.
class MessageTable
{
public:
    explicit MessageTable(Sql &sql)
        : m_sql(sql)
    {
    }

    /// What is stored under the `ref` of any of these messages.
    Result<QList<MessageRow>> withRefsOf(const QList<Message> &messages);

    /// What any of these messages, as far as they are deletions, deletes.
    Result<QList<MessageRow>> targetsOf(const QList<Message> &messages);

    /// False when the id of one of them is taken: then what is stored of the others is not said.
    Result<bool> insert(const QList<MessageRow> &rows);

    /// Writes over the content of a row that was blanked.
    Result<void> blank(const MessageRow &row);

private:
    using Keys = QList<QVariantList>;

    /// Columns of the rows that the condition joins with the keys (column1, column2, ...).
    template <typename T>
    Result<QList<T>> matching(const QString &columns, const QString &condition, const Keys &keys,
                              const Sql::Read<T> &read);
    Result<QList<MessageRow>> withIds(const Keys &keys);

    Sql &m_sql;
};

} // namespace lectern
