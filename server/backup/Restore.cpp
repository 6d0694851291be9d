// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Restore.h"

#include "common/protocol/Ulid.h"
#include "server/backup/BackupReader.h"
#include "server/backup/PartNames.h"
#include "server/backup/RestoredSecret.h"
#include "server/backup/SoleConnection.h"
#include "server/backup/TableLoad.h"
#include "server/backup/WholeFile.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/Disk.h"
#include "server/files/Inbox.h"
#include "server/store/Migrations.h"
#include "server/store/Sql.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>

#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestSecret = 64 * 1024; ///< bytes

bool isSqlite(const RestoreTarget &target)
{
    return target.database.kind == DatabaseUrl::Kind::Sqlite;
}

Result<void> checkSchema(const Manifest &manifest, const RestoreTarget &target)
{
    const int known = newestVersion(Engine::make(target.database, {})->migrations());
    if (manifest.schema >= 2 && manifest.schema <= known) return {};
    return problem(ErrorCode::BadRequest,
                   u"the backup was made by version %1 of Lectern (schema %2, this program knows %3): update "
                   "Lectern first"_s.arg(manifest.program)
                       .arg(manifest.schema)
                       .arg(known));
}

class Restore
{
public:
    Restore(BackupReader &backup, const RestoreTarget &target)
        : m_backup(backup)
        , m_target(target)
    {
    }

    ~Restore()
    {
        if (!m_replaced) restoredsecret::drop(m_target.secretFile, m_id);
    }

    Result<RestoreReport> run()
    {
        Result<void> done = checkFree();
        if (done) done = m_inbox.open();
        if (done) done = m_target.files.open();
        if (done) done = takeFiles();
        if (done) done = stageSecret();
        if (done) done = isSqlite(m_target) ? replaceSqlite() : replaceInPlace();
        if (!done) return std::unexpected(done.error());
        return m_report;
    }

private:
    Result<void> takeFiles()
    {
        return m_backup.each(partnames::kFiles,
                             [this](const Manifest::Part &part, const BackupReader::Read &read) {
                                 return takeFile(part.name.sliced(partnames::kFiles.size()), part, read);
                             });
    }

    Result<void> takeFile(const QString &sha256, const Manifest::Part &part, const BackupReader::Read &read)
    {
        if (sha256 != part.sha256) return problem(ErrorCode::BadRequest, u"its name is not its SHA-256"_s);
        ++m_report.files;
        const QString path = m_target.files.locate(sha256);
        QFile there(path);
        if (!path.isEmpty() && openWhole(there, sha256)) return {};
        QFile file(m_inbox.incoming() + u'/' + sha256);
        const auto failed = [&file] {
            return problem(ErrorCode::StorageUnavailable,
                           u"%1: %2"_s.arg(file.fileName(), file.errorString()));
        };
        // A new file: whoever may write here could have laid a link to elsewhere.
        if (const auto removed = disk::remove(file.fileName()); !removed) return removed;
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) return failed();
        for (;;) {
            const auto bytes = read();
            if (!bytes) return std::unexpected(bytes.error());
            if (bytes->isEmpty()) break;
            if (file.write(*bytes) != bytes->size()) return failed();
        }
        if (!file.flush()) return failed();
        file.close();
        // A damaged one of the same size would be taken for this one.
        if (const auto removed = m_target.files.remove(sha256); !removed) return removed;
        return m_target.files.take(file.fileName(), sha256);
    }

    Result<void> stageSecret()
    {
        return m_backup.each(QString(partnames::kSecret),
                             [this](const Manifest::Part &, const BackupReader::Read &read) -> Result<void> {
                                 QByteArray secret;
                                 for (;;) {
                                     const auto bytes = read();
                                     if (!bytes) return std::unexpected(bytes.error());
                                     if (bytes->isEmpty()) break;
                                     secret += *bytes;
                                     if (secret.size() > kLongestSecret)
                                         return problem(ErrorCode::BadRequest, u"too long for a secret"_s);
                                 }
                                 return restoredsecret::stage(m_target.secretFile, m_id, secret);
                             });
    }

    /// A file that cannot be opened is damaged, and nobody works with it.
    Result<void> checkFree()
    {
        if (isSqlite(m_target) && !QFile::exists(m_target.database.file)) return {};
        SoleConnection connection(m_target.database);
        if (const auto opened = connection.open(); !opened)
            return isSqlite(m_target) ? Result<void>{} : opened;
        return connection.checkFree();
    }

    Result<void> replaceInPlace()
    {
        SoleConnection connection(m_target.database);
        if (const auto opened = connection.open(); !opened) return opened;
        if (const auto loaded = loadTables(connection.sql(), m_backup, m_id); !loaded) return loaded;
        m_replaced = true;
        return restoredsecret::settle(connection.sql(), m_target.secretFile);
    }

    /// The new file grows beside the old one, and takes its name in one moment.
    Result<void> replaceSqlite()
    {
        const QString file = m_target.database.file;
        DatabaseUrl staged = m_target.database;
        staged.file = file + u".restoring"_s;
        for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
            if (const auto removed = disk::remove(staged.file + end); !removed) return removed;
        {
            SoleConnection connection(staged);
            if (const auto opened = connection.open(); !opened) return opened;
            if (const auto loaded = loadTables(connection.sql(), m_backup, m_id); !loaded) return loaded;
            // All of it is in the one file then, and on the disk.
            if (const auto alone = connection.checkFree(); !alone) return alone;
        }
        Result<void> done = checkFree();
        if (done) done = keepOld();
        if (done) done = disk::moveForGood(staged.file, file);
        if (!done) return done;
        m_replaced = true;
        SoleConnection connection(m_target.database);
        if (const auto opened = connection.open(); !opened) return opened;
        return restoredsecret::settle(connection.sql(), m_target.secretFile);
    }

    /// The rest of a damaged one is kept with it.
    Result<void> keepOld()
    {
        const QString file = m_target.database.file;
        if (!QFile::exists(file)) return {};
        m_report.replacedFile =
            file + QDateTime::currentDateTimeUtc().toString(u"'.replaced-'yyyyMMdd'T'HHmmsszzz'Z'"_s);
        for (const QString &end : {u"-wal"_s, u"-shm"_s})
            if (QFile::exists(file + end))
                if (const auto moved = disk::moveForGood(file + end, m_report.replacedFile + end); !moved)
                    return moved;
        if (::link(QFile::encodeName(file).constData(),
                   QFile::encodeName(m_report.replacedFile).constData()) != 0)
            return disk::failure("keep"_L1, file, errno);
        return {};
    }

    BackupReader &m_backup;
    const RestoreTarget &m_target;
    Inbox m_inbox{m_target.files.directory()};
    QString m_id = newUlid();
    RestoreReport m_report;
    bool m_replaced = false; ///< the database is the backup's
};

} // namespace

Result<QStringList> whatIsThere(const RestoreTarget &target)
{
    QStringList found;
    if (isSqlite(target)) {
        if (QFileInfo(target.database.file).size() > 0) found += target.database.file;
    } else {
        SoleConnection connection(target.database);
        if (const auto opened = connection.open(); !opened) return std::unexpected(opened.error());
        const auto holds = connection.holdsAnything();
        if (!holds) return std::unexpected(holds.error());
        if (*holds) found += target.database.display();
    }
    if (QFile::exists(target.secretFile)) found += target.secretFile;
    return found;
}

Result<RestoreReport> restoreBackup(BackupReader &backup, const RestoreTarget &target)
{
    if (const auto fits = checkSchema(backup.manifest(), target); !fits) return std::unexpected(fits.error());
    if (const auto sound = backup.check(); !sound) return std::unexpected(sound.error());
    return Restore(backup, target).run();
}

} // namespace lectern
