// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileRecords.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// In the order in which recordOf() expects them.
#define LECTERN_FILE_COLUMNS                                                                                 \
    "id, room_id, uploader_id, name, content_type, size, sha256, width, height, created_at FROM file "

FileRecord recordOf(const QSqlQuery &row)
{
    FileRecord record;
    record.id = row.value(0).toString();
    record.roomId = row.value(1).toString();
    record.uploaderId = row.value(2).toString();
    record.name = row.value(3).toString();
    record.contentType = row.value(4).toString();
    record.size = row.value(5).toLongLong();
    record.sha256 = row.value(6).toString();
    record.width = row.value(7).toInt();
    record.height = row.value(8).toInt();
    record.createdAt = sql::toTime(row.value(9));
    return record;
}

} // namespace

FileRecords::FileRecords(Database &database)
    : m_database(database)
{
}

QFuture<Result<void>> FileRecords::insert(FileRecord record)
{
    return m_database.run<void>([record](Sql &sql) -> Result<void> {
        const auto done = sql.execute(u"INSERT INTO file (id, room_id, uploader_id, name, content_type, "
                                      u"size, sha256, width, height, created_at) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                      {record.id, record.roomId, record.uploaderId, record.name,
                                       record.contentType, record.size, record.sha256, record.width,
                                       record.height, record.createdAt.toMSecsSinceEpoch()});
        if (!done) return std::unexpected(done.error());
        return {};
    });
}

QFuture<Result<std::optional<FileRecord>>> FileRecords::find(QString id)
{
    return m_database.run<std::optional<FileRecord>>([id](Sql &sql) {
        return sql.row<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS "WHERE id = ?"_s, {id}, recordOf);
    });
}

QFuture<Result<QList<FileRecord>>> FileRecords::readyAfter(QString id, int limit)
{
    return m_database.read<QList<FileRecord>>([id, limit](Sql &sql) {
        return sql.rows<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS
                                    "WHERE state = 'ready' AND id > ? ORDER BY id LIMIT ?"_s,
                                    {id, limit}, recordOf);
    });
}

} // namespace lectern
