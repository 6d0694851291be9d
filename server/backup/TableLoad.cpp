// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/TableLoad.h"

#include "common/protocol/Ulid.h"
#include "server/backup/BackupReader.h"
#include "server/backup/PartNames.h"
#include "server/backup/RowLines.h"
#include "server/store/Migrations.h"
#include "server/store/Sql.h"
#include "server/store/TableWriter.h"

#include <algorithm>
#include <optional>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> misfit(const QString &what)
{
    return problem(ErrorCode::BadRequest, what);
}

/// One table on its way from the lines of its part.
class TableLoad
{
public:
    TableLoad(Sql &sql, const PortableTable &table)
        : m_sql(sql)
        , m_table(table)
        , m_lines([this](const QVariantList &row) { return take(row); })
    {
    }

    Result<void> run(const BackupReader::Read &read)
    {
        for (;;) {
            const auto bytes = read();
            if (!bytes) return std::unexpected(bytes.error());
            if (bytes->isEmpty()) break;
            if (const auto fed = m_lines.feed(*bytes); !fed) return fed;
        }
        if (const auto finished = m_lines.finish(); !finished) return finished;
        return m_writer ? m_writer->finish() : misfit(u"it has no columns"_s);
    }

private:
    Result<void> take(const QVariantList &row)
    {
        if (!m_writer) return begin(row);
        if (row.size() != m_columns)
            return misfit(u"a row has %1 values, expected %2"_s.arg(row.size()).arg(m_columns));
        return m_writer->add(row);
    }

    Result<void> begin(const QVariantList &names)
    {
        const QStringList known = m_sql.columnsOf(m_table.name);
        QStringList columns;
        for (const QVariant &name : names) {
            if (!known.contains(name.toString()) || columns.contains(name.toString()))
                return misfit(u"unknown column \"%1\""_s.arg(name.toString().left(80)));
            columns += name.toString();
        }
        m_columns = columns.size();
        m_writer.emplace(m_sql, m_table, columns);
        // Migrations have put some rows there, which are among those of the backup, too.
        const auto emptied = m_sql.execute(u"DELETE FROM "_s + m_table.name);
        if (!emptied) return std::unexpected(emptied.error());
        return {};
    }

    Sql &m_sql;
    const PortableTable &m_table;
    RowLineReader m_lines;
    qsizetype m_columns = 0;
    std::optional<TableWriter> m_writer;
};

Result<void> fillTables(Sql &sql, BackupReader &backup)
{
    return backup.each(partnames::kTables, [&](const Manifest::Part &part, const BackupReader::Read &read) {
        const auto table = std::ranges::find(portabletables::all(), part.name, [](const PortableTable &each) {
            return partnames::ofTable(each.name);
        });
        if (table == portabletables::all().cend()) return Result<void>(misfit(u"unknown table"_s));
        return TableLoad(sql, *table).run(read);
    });
}

Result<void> beginEpochs(Sql &sql)
{
    const auto rooms = sql.rows<QString>(u"SELECT id FROM room"_s, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
    if (!rooms) return std::unexpected(rooms.error());
    for (const QString &room : *rooms) {
        const auto begun = sql.execute(u"UPDATE room SET epoch = ? WHERE id = ?"_s, {newUlid(), room});
        if (!begun) return std::unexpected(begun.error());
    }
    return {};
}

Result<void> forgetFiles(Sql &sql, const QStringList &hashes)
{
    for (const QString &sha256 : hashes) {
        const auto forgotten = sql.execute(u"DELETE FROM file WHERE sha256 = ?"_s, {sha256});
        if (!forgotten) return std::unexpected(forgotten.error());
    }
    return {};
}

Result<void> keepRestoreId(Sql &sql, const QString &restoreId)
{
    const auto kept = sql.execute(u"INSERT INTO setting (key, value) VALUES ('restore_id', ?) "
                                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s,
                                  {restoreId});
    if (!kept) return std::unexpected(kept.error());
    return {};
}

} // namespace

Result<void> loadTables(Sql &sql, BackupReader &backup, const QString &restoreId)
{
    return sql.transaction([&]() -> Result<void> {
        Result<void> done = portabletables::drop(sql);
        if (done) done = createSchema(sql, sql.engine().migrations(), backup.manifest().schema);
        if (done) done = fillTables(sql, backup);
        if (done) done = forgetFiles(sql, backup.manifest().missing);
        if (done) done = beginEpochs(sql);
        if (done) done = keepRestoreId(sql, restoreId);
        return done;
    });
}

} // namespace lectern
