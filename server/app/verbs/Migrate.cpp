// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDirLock.h"
#include "server/app/verbs/CommandAudit.h"
#include "server/app/verbs/Verbs.h"
#include "server/backup/Transfer.h"
#include "server/store/Database.h"

#include <QtCore/QFileInfo>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

/// The newest schema is what travels.
Result<void> bringUpToDate(const Config &config)
{
    Database database;
    return database.open(config.database, {.durability = config.durability});
}

Result<void> note(const QString &url)
{
    Database database;
    if (const auto opened = database.open(url); !opened) return opened;
    return noteCommand(database, u"system migrated"_s, {});
}

} // namespace

int migrate(const Config &config, const QString &url, Terminal &terminal)
{
    const auto refuse = [&terminal](const QString &line, int code) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return code;
    };
    const auto to = DatabaseUrl::parse(url);
    if (!to) return refuse(u"URL: "_s + to.error().detail, kBadUsage);
    if (to->kind != DatabaseUrl::Kind::PostgreSql)
        return refuse(u"URL: got \"%1\", expected postgresql://…"_s.arg(to->display()), kBadUsage);
    const auto from = DatabaseUrl::parse(config.database);
    if (!from || from->kind != DatabaseUrl::Kind::Sqlite)
        return refuse(u"database: expected a system on SQLite, sqlite:FILE"_s, kBadUsage);
    if (!QFileInfo::exists(from->file))
        return refuse(u"there is no database %1: see --data-dir and --database"_s.arg(from->file), kFailed);
    const auto lock = DataDirLock::take(config.dataDir, DataDirLock::Use::Alone);
    if (!lock) return refuse(lock.error(), kFailed);

    if (const auto opened = bringUpToDate(config); !opened) return refuse(opened.error().detail, kFailed);
    const auto rows = transfer(*from, *to);
    if (!rows) return refuse(rows.error().detail, kFailed);
    if (const auto noted = note(url); !noted)
        return refuse(u"the system is copied, but not noted in the audit: %1"_s.arg(noted.error().detail),
                      kFailed);
    const auto count = [&rows](const QString &table) { return rows->value(table); };
    terminal.out
        << "copied to " << to->display() << ": " << count(u"account"_s) << " accounts, " << count(u"room"_s)
        << " rooms, " << count(u"member"_s) << " members, " << count(u"message"_s) << " messages, "
        << count(u"attendance"_s) << " stays, " << count(u"vote"_s) << " votes, " << count(u"file"_s)
        << " files\n"
        << "serve it with --database and that address; data_dir and jwt_secret_file stay. A Redis that "
           "knows the old database wants `DEL lectern:system` first."
        << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
