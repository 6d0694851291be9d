// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/TableWriter.h"

#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

TableWriter::TableWriter(Sql &sql, const PortableTable &table, const QStringList &columns)
    : m_sql(sql)
    , m_insert(u"INSERT INTO %1 (%2) VALUES "_s.arg(table.name, columns.join(u", "_s)))
    , m_row(u'(' + multirow::values(u"?"_s, columns.size()) + u')')
    , m_together(table.together)
{
}

Result<void> TableWriter::add(QVariantList row)
{
    ++m_rows;
    m_waiting.append(std::move(row));
    if (m_waiting.size() < m_together) return {};
    return finish();
}

Result<void> TableWriter::finish()
{
    return multirow::inPieces(
        std::exchange(m_waiting, {}), [this](const QList<QVariantList> &rows) -> Result<void> {
            QVariantList values;
            for (const QVariantList &row : rows)
                values += row;
            const auto done = m_sql.execute(m_insert + multirow::values(m_row, rows.size()), values);
            if (!done) return std::unexpected(done.error());
            return {};
        });
}

} // namespace lectern
