// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileRemoval.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 500;

/// True of a file that no message carries. The index on attachment_id leaves '' out.
#define LECTERN_UNUSED                                                                                       \
    "NOT EXISTS (SELECT 1 FROM message WHERE attachment_id = file.id AND attachment_id <> '' AND deleted "   \
    "= 0 AND type IN ('image', 'file')) "

QString textOf(const SqlRow &row)
{
    return row.value(0).toString();
}

Result<bool> isKnown(Sql &sql, const QString &sha256)
{
    const auto found = sql.row<QString>(u"SELECT id FROM file WHERE sha256 = ? LIMIT 1"_s, {sha256}, textOf);
    if (!found) return std::unexpected(found.error());
    return found->has_value();
}

/// Lets go of bytes that no file has.
Result<void> releaseBytes(Sql &sql, const QString &sha256, const FileRemoval::RemoveBytes &removeBytes)
{
    if (sha256.isEmpty()) return {};
    const auto known = isKnown(sql, sha256);
    if (!known) return std::unexpected(known.error());
    return *known ? Result<void>{} : removeBytes(sql, sha256);
}

/// Runs `statement`, which takes a file away from its hash, and lets go of bytes that nobody wants any more.
Result<bool> release(Sql &sql, const QString &id, const QString &statement, const QVariantList &values,
                     const FileRemoval::RemoveBytes &removeBytes)
{
    return sql.transaction([&]() -> Result<bool> {
        const auto sha256 = sql.row<QString>(u"SELECT sha256 FROM file WHERE id = ?"_s, {id}, textOf);
        if (!sha256) return std::unexpected(sha256.error());
        const auto changed = sql.execute(statement, values);
        if (!changed) return std::unexpected(changed.error());
        if (*changed == 0) return false;
        const auto released = releaseBytes(sql, sha256->value_or(QString()), removeBytes);
        if (!released) return std::unexpected(released.error());
        return true;
    });
}

} // namespace

FileRemoval::FileRemoval(Database &database, RemoveBytes removeBytes)
    : m_database(database)
    , m_removeBytes(std::move(removeBytes))
{
}

QFuture<Result<bool>> FileRemoval::fail(QString id)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return m_database.run<bool>([id, now, removeBytes = m_removeBytes](Sql &sql) {
        return release(sql, id,
                       u"UPDATE file SET state = 'failed', sha256 = '', changed_at = ? "
                       "WHERE id = ? AND state = 'uploading'"_s,
                       {now, id}, removeBytes);
    });
}

QFuture<Result<bool>> FileRemoval::removeUnused(QString id)
{
    return m_database.run<bool>([id, removeBytes = m_removeBytes](Sql &sql) {
        return release(sql, id, u"DELETE FROM file WHERE id = ? AND " LECTERN_UNUSED ""_s, {id}, removeBytes);
    });
}

QFuture<Result<void>> FileRemoval::removeUnknown(QString sha256)
{
    return m_database.run<void>([sha256, removeBytes = m_removeBytes](Sql &sql) {
        return sql.transaction([&]() -> Result<void> { return releaseBytes(sql, sha256, removeBytes); });
    });
}

QFuture<Result<FileRemoval::Page>> FileRemoval::unusedAfter(QString id, QDateTime uploadedBefore)
{
    struct Row
    {
        QString id;
        bool unused = false;
    };
    return m_database.read<Page>([id, uploadedBefore](Sql &sql) -> Result<Page> {
        const auto rows = sql.rows<Row>(
            u"SELECT id, CASE WHEN NOT EXISTS (SELECT 1 FROM room WHERE id = file.room_id) THEN 1 "
            "WHEN state <> 'uploading' AND created_at < ? AND " LECTERN_UNUSED "THEN 1 ELSE 0 END "
            "FROM file WHERE id > ? ORDER BY id LIMIT ?"_s,
            {uploadedBefore.toMSecsSinceEpoch(), id, kPage},
            [](const SqlRow &row) { return Row{row.value(0).toString(), row.value(1).toBool()}; });
        if (!rows) return std::unexpected(rows.error());
        Page page;
        for (const Row &row : *rows)
            if (row.unused) page.unused.append(row.id);
        if (rows->size() == kPage) page.last = rows->last().id;
        return page;
    });
}

QFuture<Result<QStringList>> FileRemoval::unknown(QStringList hashes)
{
    return m_database.read<QStringList>([hashes](Sql &sql) -> Result<QStringList> {
        QStringList unknown;
        for (const QString &hash : hashes) {
            const auto known = isKnown(sql, hash);
            if (!known) return std::unexpected(known.error());
            if (!*known) unknown.append(hash);
        }
        return unknown;
    });
}

} // namespace lectern
