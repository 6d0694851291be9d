// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/RestoredSecret.h"

#include "server/files/Disk.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryFile>

namespace lectern::restoredsecret {

using namespace Qt::StringLiterals;

namespace {

QString staged(const QString &file, const QString &restoreId)
{
    return file + u".restored-"_s + restoreId;
}

/// What a restore that was killed has left: it did not come about.
void sweep(const QString &file)
{
    const QFileInfo place(file);
    QDirIterator left(place.absolutePath(), {place.fileName() + u".restored-*"_s}, QDir::Files);
    while (left.hasNext())
        QFile::remove(left.next());
}

} // namespace

Result<void> stage(const QString &file, const QString &restoreId, const QByteArray &secret)
{
    QTemporaryFile out(staged(file, restoreId) + u".XXXXXX"_s); // 0600 from the start
    if (!out.open() || out.write(secret) != secret.size() || !out.flush())
        return problem(ErrorCode::StorageUnavailable,
                       u"the JWT secret %1 cannot be written: %2"_s.arg(file, out.errorString()));
    return disk::moveForGood(out.fileName(), staged(file, restoreId));
}

void drop(const QString &file, const QString &restoreId)
{
    QFile::remove(staged(file, restoreId));
}

Result<void> settle(Sql &sql, const QString &file)
{
    const auto restore = sql.row<QString>(u"SELECT value FROM setting WHERE key = 'restore_id'"_s, {},
                                          [](const SqlRow &row) { return row.value(0).toString(); });
    if (!restore) return std::unexpected(restore.error());
    if (!*restore || !QFile::exists(staged(file, **restore))) return {};
    return disk::moveForGood(staged(file, **restore), file);
}

Result<void> settle(Database &database, const QString &file)
{
    const auto settled = database.run<void>([&file](Sql &sql) { return settle(sql, file); }).result();
    if (settled) sweep(file);
    return settled;
}

} // namespace lectern::restoredsecret
