// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/PortableTables.h"

namespace lectern {

/// Fills one table with rows that were read from another database, in few statements. Within a transaction.
class TableWriter
{
public:
    /// `columns`: what the rows have, in their order.
    TableWriter(Sql &sql, const PortableTable &table, const QStringList &columns);

    Result<void> add(QVariantList row);
    Result<void> finish(); ///< the last rows

    qint64 rows() const { return m_rows; }

private:
    Sql &m_sql;
    QString m_insert; ///< up to the values
    QString m_row;    ///< the placeholders of one
    qsizetype m_together;
    qint64 m_rows = 0;
    QList<QVariantList> m_waiting;
};

} // namespace lectern
