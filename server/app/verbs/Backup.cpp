// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Backup.h"
#include "server/app/DataDir.h"

#include "server/app/DataDirLock.h"
#include "server/app/FilePlaces.h"
#include "server/app/verbs/Verbs.h"
#include "server/store/Database.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QTemporaryDir>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int backup(const Config &config, const QString &file, bool overwrite, Terminal &terminal)
{
    const auto fail = [&terminal](const QString &line) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return kFailed;
    };
    if (QFileInfo(file).isDir() || (!overwrite && QFileInfo::exists(file)))
        return fail(u"FILE: got \"%1\", which is there already; expected a new file, or --force"_s.arg(file));
    if (const auto there = requireDatabase(config.database); !there) return fail(there.error());
    const auto lock = DataDirLock::take(config.dataDir, DataDirLock::Use::Shared);
    if (!lock) return fail(lock.error());
    Database database;
    if (const auto opened = database.open(config.database, {.durability = config.durability}); !opened)
        return fail(u"database = %1"_s.arg(opened.error().detail));
    const QTemporaryDir copies;
    const auto files = makeFileStore(config, database, copies.path());

    const auto report = makeBackup({database, *files, config.jwtSecretFile}, file);
    if (!report) return fail(report.error().detail);
    for (const QString &sha256 : report->damaged)
        terminal.err << "lectern-server: the bytes of file " << sha256
                     << " are damaged or not there: it is not in the backup" << Qt::endl;
    const auto rows = [&](const QString &table) { return report->manifest.rows.value(table); };
    terminal.out << "backup " << file << " written: " << rows(u"account"_s) << " accounts, "
                 << rows(u"room"_s) << " rooms, " << rows(u"message"_s) << " messages, " << report->files
                 << " files (equal ones counted once), " << report->size << " bytes" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
