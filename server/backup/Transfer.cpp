// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Transfer.h"

#include "common/protocol/Ulid.h"
#include "server/backup/SoleConnection.h"
#include "server/store/Migrations.h"
#include "server/store/TableWriter.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Rows = QMap<QString, qint64>;

/// All that travels, and the bytes of files that lie in the database: few of these rows are a megabyte.
QList<PortableTable> tables()
{
    return portabletables::all() + QList<PortableTable>{{u"file_chunk"_s, u"sha256, position"_s, {}, 4}};
}

Result<qint64> copy(Sql &from, Sql &to, const PortableTable &table)
{
    const auto columns = portabletables::columns(from, table);
    if (!columns) return std::unexpected(columns.error());
    TableWriter writer(to, table, *columns);
    Result<void> done;
    const auto read = portabletables::read(from, table, *columns, [&](const QVariantList &row) {
        if (done) done = writer.add(row);
    });
    if (!read) return std::unexpected(read.error());
    if (done) done = writer.finish();
    if (!done) return std::unexpected(done.error());
    return writer.rows();
}

/// The two may live on apart from each other: they are not to meet in one Redis.
Result<void> giveOwnId(Sql &to)
{
    const auto given = to.execute(u"UPDATE setting SET value = ? WHERE key = 'system_id'"_s, {newUlid()});
    if (!given) return std::unexpected(given.error());
    return {};
}

Result<Rows> copyAll(Sql &from, Sql &to)
{
    Result<void> done = portabletables::drop(to);
    if (done) done = createSchema(to, to.engine().migrations(), newestVersion(to.engine().migrations()));
    if (!done) return std::unexpected(done.error());
    Rows rows;
    for (const PortableTable &table : tables()) {
        if (const auto emptied = to.execute(u"DELETE FROM "_s + table.name); !emptied)
            return std::unexpected(emptied.error());
        const auto copied = copy(from, to, table);
        if (!copied) return std::unexpected(copied.error());
        rows.insert(table.name, *copied);
    }
    if (const auto given = giveOwnId(to); !given) return std::unexpected(given.error());
    return rows;
}

Result<void> checkEmpty(SoleConnection &target, const DatabaseUrl &url)
{
    const auto holds = target.holdsAnything();
    if (!holds) return std::unexpected(holds.error());
    if (!*holds) return {};
    return problem(ErrorCode::BadRequest,
                   u"there is a system already in %1: expected a database without one"_s.arg(url.display()));
}

} // namespace

Result<QMap<QString, qint64>> transfer(const DatabaseUrl &from, const DatabaseUrl &to)
{
    SoleConnection source(from), target(to);
    Result<void> done = source.open();
    if (done) done = source.checkFree();
    if (done) done = target.open();
    if (done) done = target.checkFree();
    if (done) done = checkEmpty(target, to);
    if (!done) return std::unexpected(done.error());
    return source.sql().snapshot(
        [&] { return target.sql().transaction([&] { return copyAll(source.sql(), target.sql()); }); });
}

} // namespace lectern
