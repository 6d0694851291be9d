// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/RestoredSecret.h"

#include "server/files/Disk.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryFile>

namespace lectern::restoredsecret {

using namespace Qt::StringLiterals;

namespace {

QString staged(const QString &file, const QString &restoreId)
{
    return file + u".restored-"_s + restoreId;
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
                                          [](const QSqlQuery &row) { return row.value(0).toString(); });
    if (!restore) return std::unexpected(restore.error());
    if (!*restore || !QFile::exists(staged(file, **restore))) return {};
    return disk::moveForGood(staged(file, **restore), file);
}

Result<void> settle(Database &database, const QString &file)
{
    return database.run<void>([&file](Sql &sql) { return settle(sql, file); }).result();
}

} // namespace lectern::restoredsecret
