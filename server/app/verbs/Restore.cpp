// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Restore.h"

#include "server/app/DataDir.h"
#include "server/app/DataDirLock.h"
#include "server/app/FilePlaces.h"
#include "server/app/verbs/CommandAudit.h"
#include "server/app/verbs/Verbs.h"
#include "server/backup/BackupReader.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/FileMove.h"
#include "server/store/Database.h"
#include "server/store/FileRecords.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

/// A backup's files come by a directory; from there they go into the database if that is where they belong.
Result<void> settleFiles(const Config &config, DirectoryFileStore &files)
{
    if (config.filePlace == FilePlace::Directory) return {};
    Database database;
    if (const auto opened = database.open(config.database, {.durability = config.durability}); !opened)
        return opened;
    FileRecords records(database);
    const auto store = makeFileStore(config, database, filesDirectory(config) + u"/cache"_s);
    if (const auto opened = store->open(); !opened) return opened;
    return moveFiles(records, files, *store);
}

/// In the system that is there now: whose accounts these are has changed.
Result<void> note(const Config &config, const QString &file)
{
    Database database;
    if (const auto opened = database.open(config.database, {.durability = config.durability}); !opened)
        return opened;
    return noteCommand(database, u"system restored"_s, QFileInfo(file).fileName());
}

} // namespace

int restore(const Config &config, const QString &file, bool overwrite, Terminal &terminal)
{
    const auto fail = [&terminal](const QString &line) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return kFailed;
    };
    if (QFile there(file); QFileInfo(file).isDir() || !there.open(QIODevice::ReadOnly))
        return fail(u"FILE: got \"%1\", expected a backup that can be read: %2"_s.arg(
            file, QFileInfo(file).isDir() ? u"it is a directory"_s : there.errorString()));
    BackupReader backup(file);
    if (const auto opened = backup.open(); !opened) return fail(opened.error().detail);
    if (const auto prepared = prepareDataDir(config.dataDir); !prepared) return fail(prepared.error());
    const auto lock = DataDirLock::take(config.dataDir, DataDirLock::Use::Alone);
    if (!lock) return fail(lock.error());
    const auto url = DatabaseUrl::parse(config.database);
    if (!url) return fail(url.error().detail);
    DirectoryFileStore files(filesDirectory(config));
    const RestoreTarget target{*url, files, config.jwtSecretFile};

    const auto there = whatIsThere(target);
    if (!there) return fail(there.error().detail);
    if (!there->isEmpty() && !overwrite)
        return fail(u"there is a system already (%1): --force puts the backup in its place"_s.arg(
            there->join(u", "_s)));
    const auto report = restoreBackup(backup, target);
    if (!report) return fail(report.error().detail);

    if (const auto settled = settleFiles(config, files); !settled)
        return fail(u"the system is restored, but its files lie in %1 still: %2"_s.arg(
            files.directory(), settled.error().detail));

    if (const auto noted = note(config, file); !noted)
        return fail(u"the system is restored, but not noted in the audit: %1"_s.arg(noted.error().detail));

    const Manifest &manifest = backup.manifest();
    terminal.out << "restored " << file << " of " << manifest.createdAt.toString(Qt::ISODate) << ": "
                 << manifest.rows.value(u"account"_s) << " accounts, " << manifest.rows.value(u"room"_s)
                 << " rooms, " << manifest.rows.value(u"message"_s) << " messages, " << report->files
                 << " files (equal ones counted once)" << Qt::endl;
    if (!report->replacedFile.isEmpty())
        terminal.out << "the database of before is kept as " << report->replacedFile
                     << ": remove it once all is well" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
