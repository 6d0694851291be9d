// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileRecords.h"

#include "server/store/Database.h"
#include "server/store/FileRow.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Result<void> change(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto done = sql.execute(statement, values);
    if (!done) return std::unexpected(done.error());
    return {};
}

Result<bool> changeOne(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto done = sql.execute(statement, values);
    if (!done) return std::unexpected(done.error());
    return *done == 1;
}

Result<std::optional<FileRecord>> recordOf(Sql &sql, const QString &id)
{
    return sql.row<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS "WHERE id = ?"_s, {id}, filerow::read);
}

} // namespace

FileRecords::FileRecords(Database &database)
    : m_database(database)
{
}

QFuture<Result<void>> FileRecords::insert(FileRecord record)
{
    return m_database.run<void>([record](Sql &sql) {
        const int told = record.state == AttachmentState::Uploading ? 0 : 1;
        return change(sql,
                      u"INSERT INTO file (id, room_id, uploader_id, name, content_type, size, sha256, width, "
                      "height, created_at, state, changed_at, upload_length, told) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                      {record.id, record.roomId, record.uploaderId, record.name, record.contentType,
                       record.size, record.sha256, record.width, record.height,
                       record.createdAt.toMSecsSinceEpoch(), QString(wireName(record.state)),
                       record.createdAt.toMSecsSinceEpoch(), record.uploadLength, told});
    });
}

QFuture<Result<std::optional<FileRecord>>> FileRecords::find(QString id)
{
    return m_database.read<std::optional<FileRecord>>([id](Sql &sql) { return recordOf(sql, id); });
}

QFuture<Result<std::optional<FileRecord>>> FileRecords::findBehindWrites(QString id)
{
    return m_database.run<std::optional<FileRecord>>([id](Sql &sql) { return recordOf(sql, id); });
}

QFuture<Result<void>> FileRecords::touch(QString id, QDateTime at)
{
    return m_database.run<void>([id, at](Sql &sql) {
        return change(sql, u"UPDATE file SET changed_at = ? WHERE id = ? AND state = 'uploading'"_s,
                      {at.toMSecsSinceEpoch(), id});
    });
}

QFuture<Result<bool>> FileRecords::claim(QString id, QString sha256)
{
    return m_database.run<bool>([id, sha256](Sql &sql) {
        return sql.transaction([&]() -> Result<bool> {
            return changeOne(sql, u"UPDATE file SET sha256 = ? WHERE id = ? AND state = 'uploading'"_s,
                             {sha256, id});
        });
    });
}

QFuture<Result<bool>> FileRecords::complete(FileRecord record)
{
    return m_database.run<bool>([record](Sql &sql) {
        return changeOne(sql,
                         u"UPDATE file SET state = 'ready', content_type = ?, size = ?, width = ?, height = "
                         "?, changed_at = ? WHERE id = ? AND state = 'uploading'"_s,
                         {record.contentType, record.size, record.width, record.height,
                          record.changedAt.toMSecsSinceEpoch(), record.id});
    });
}

QFuture<Result<void>> FileRecords::setTold(QString id)
{
    return m_database.run<void>(
        [id](Sql &sql) { return change(sql, u"UPDATE file SET told = 1 WHERE id = ?"_s, {id}); });
}

QFuture<Result<QList<FileRecord>>> FileRecords::untold()
{
    return m_database.read<QList<FileRecord>>([](Sql &sql) {
        return sql.rows<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS
                                    "WHERE told = 0 ORDER BY changed_at LIMIT 200"_s,
                                    {}, filerow::read);
    });
}

QFuture<Result<QList<FileRecord>>> FileRecords::readyAfter(QString id, int limit)
{
    return m_database.read<QList<FileRecord>>([id, limit](Sql &sql) {
        return sql.rows<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS
                                    "WHERE state = 'ready' AND id > ? ORDER BY id LIMIT ?"_s,
                                    {id, limit}, filerow::read);
    });
}

} // namespace lectern
