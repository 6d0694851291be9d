// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Backup.h"

#include "server/backup/BackupWriter.h"
#include "server/backup/PartNames.h"
#include "server/backup/RowLines.h"
#include "server/backup/WholeFile.h"
#include "server/files/FileStore.h"
#include "server/store/Database.h"
#include "server/store/Migrations.h"
#include "server/store/PortableTables.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPiece = 256 * 1024;

/// What the database gives in one moment.
struct Dump
{
    int schema = 0;
    QMap<QString, qint64> rows;
    QStringList files; ///< hashes
};

QVariantList header(const QStringList &columns)
{
    return {columns.cbegin(), columns.cend()};
}

Result<qint64> dumpTable(Sql &sql, const PortableTable &table, BackupWriter &out)
{
    const auto columns = portabletables::columns(sql, table);
    if (!columns) return std::unexpected(columns.error());
    Result<void> done = out.begin(partnames::ofTable(table.name));
    QByteArray lines = rowlines::lineOf(header(*columns));
    qint64 rows = 0;
    const auto read = portabletables::read(sql, table, *columns, [&](const QVariantList &row) {
        ++rows;
        lines += rowlines::lineOf(row);
        if (lines.size() < kPiece || !done) return;
        done = out.write(lines);
        lines.clear();
    });
    if (!read) return std::unexpected(read.error());
    if (done) done = out.write(lines);
    if (!done) return std::unexpected(done.error());
    out.end();
    return rows;
}

Result<Dump> dumpTables(Sql &sql, BackupWriter &out)
{
    Dump dump;
    const auto schema = schemaVersion(sql);
    if (!schema) return std::unexpected(schema.error());
    dump.schema = *schema;
    for (const PortableTable &table : portabletables::all()) {
        const auto rows = dumpTable(sql, table, out);
        if (!rows) return std::unexpected(rows.error());
        dump.rows.insert(table.name, *rows);
    }
    const auto files = sql.rows<QString>(
        u"SELECT DISTINCT sha256 FROM file WHERE sha256 <> '' AND state = 'ready' ORDER BY sha256"_s, {},
        [](const SqlRow &row) { return row.value(0).toString(); });
    if (!files) return std::unexpected(files.error());
    dump.files = *files;
    return dump;
}

/// False when the bytes are not there.
Result<bool> copyFile(FileStore &files, const QString &sha256, BackupWriter &out)
{
    const Result<QString> path = files.fetch(sha256);
    if (!path) return std::unexpected(path.error());
    QFile file(*path);
    if (path->isEmpty() || !openWhole(file, sha256)) return false;
    Result<void> done = out.beginStored(partnames::ofFile(sha256), file.size());
    for (QByteArray bytes = file.read(kPiece); done && !bytes.isEmpty(); bytes = file.read(kPiece))
        done = out.write(bytes);
    if (!done) return std::unexpected(done.error());
    out.end();
    files.forgetCopy(sha256);
    return true;
}

Result<void> copySecret(const QString &path, BackupWriter &out)
{
    QFile file(path);
    if (!file.exists()) return {}; // made by the first start, which has not been yet
    if (!file.open(QIODevice::ReadOnly))
        return problem(ErrorCode::StorageUnavailable,
                       u"the JWT secret %1 cannot be read: %2"_s.arg(path, file.errorString()));
    Result<void> done = out.begin(partnames::kSecret);
    if (done) done = out.write(file.readAll());
    if (done) out.end();
    return done;
}

/// Those that are still wanted: the others were deleted while the backup was made.
Result<QStringList> wanted(Database &database, const QStringList &hashes)
{
    return database
        .read<QStringList>([hashes](Sql &sql) -> Result<QStringList> {
            QStringList list;
            for (const QString &sha256 : hashes) {
                const auto found =
                    sql.row<int>(u"SELECT 1 FROM file WHERE sha256 = ? AND state = 'ready' LIMIT 1"_s,
                                 {sha256}, [](const SqlRow &row) { return row.value(0).toInt(); });
                if (!found) return std::unexpected(found.error());
                if (*found) list += sha256;
            }
            return list;
        })
        .result();
}

} // namespace

Result<BackupReport> makeBackup(const System &system, const QString &file)
{
    BackupWriter out(file);
    if (const auto opened = out.open(); !opened) return std::unexpected(opened.error());
    BackupReport report;
    report.manifest.createdAt = QDateTime::currentDateTimeUtc();
    const auto dump =
        system.database
            .read<Dump>([&out](Sql &sql) { return sql.snapshot([&] { return dumpTables(sql, out); }); })
            .result();
    if (!dump) return std::unexpected(dump.error());

    report.manifest.program = QStringLiteral(LECTERN_VERSION);
    report.manifest.schema = dump->schema;
    report.manifest.system = system.database.id();
    report.manifest.rows = dump->rows;
    for (const QString &sha256 : dump->files) {
        const auto copied = copyFile(system.files, sha256, out);
        if (!copied) return std::unexpected(copied.error());
        if (*copied)
            ++report.files;
        else
            report.manifest.missing += sha256;
    }
    const auto damaged = wanted(system.database, report.manifest.missing);
    if (!damaged) return std::unexpected(damaged.error());
    report.damaged = *damaged;
    if (const auto copied = copySecret(system.secretFile, out); !copied)
        return std::unexpected(copied.error());
    if (const auto finished = out.finish(report.manifest); !finished)
        return std::unexpected(finished.error());
    report.size = out.size();
    return report;
}

} // namespace lectern
