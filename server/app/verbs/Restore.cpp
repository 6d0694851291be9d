// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Restore.h"

#include "server/app/DataDir.h"
#include "server/app/DataDirLock.h"
#include "server/app/verbs/Verbs.h"
#include "server/backup/BackupReader.h"
#include "server/files/FileStore.h"

#include <QtCore/QDir>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int restore(const Config &config, const QString &file, bool overwrite, Terminal &terminal)
{
    const auto fail = [&terminal](const QString &line) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return kFailed;
    };
    BackupReader backup(file);
    if (const auto opened = backup.open(); !opened) return fail(opened.error().detail);
    if (const auto prepared = prepareDataDir(config.dataDir); !prepared) return fail(prepared.error());
    const auto lock = DataDirLock::take(config.dataDir, DataDirLock::Use::Alone);
    if (!lock) return fail(lock.error());
    const auto url = DatabaseUrl::parse(config.database);
    if (!url) return fail(url.error().detail);
    FileStore files(QDir(config.dataDir).filePath(u"files"_s));
    const RestoreTarget target{*url, files, config.jwtSecretFile};

    const auto there = whatIsThere(target);
    if (!there) return fail(there.error().detail);
    if (!there->isEmpty() && !overwrite)
        return fail(u"there is a system already (%1): --force puts the backup in its place"_s.arg(
            there->join(u", "_s)));
    const auto report = restoreBackup(backup, target);
    if (!report) return fail(report.error().detail);

    const Manifest &manifest = backup.manifest();
    terminal.out << "restored " << file << " of " << manifest.createdAt.toString(Qt::ISODate) << ": "
                 << manifest.rows.value(u"account"_s) << " accounts, " << manifest.rows.value(u"room"_s)
                 << " rooms, " << manifest.rows.value(u"message"_s) << " messages, " << report->files
                 << " files" << Qt::endl;
    if (!report->replacedFile.isEmpty())
        terminal.out << "the database of before is kept as " << report->replacedFile
                     << ": remove it once all is well" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
