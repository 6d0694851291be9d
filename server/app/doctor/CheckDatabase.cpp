// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDir.h"
#include "server/app/doctor/Checks.h"
#include "server/store/Accounts.h"
#include "server/store/Database.h"
#include "server/store/DatabaseUrl.h"

#include <algorithm>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

QString remedyFor(const DatabaseUrl &url)
{
    return url.kind == DatabaseUrl::Kind::Sqlite
               ? u"see that %1 and its folder belong to the server's user, and that the disk is sound; else restore a backup"_s
                     .arg(url.file)
               : u"see that PostgreSQL runs and lets this user in: psql '%1'"_s.arg(url.display());
}

} // namespace

Findings checkDatabase(const Config &config)
{
    const QString subject = u"database"_s;
    const DatabaseUrl url = DatabaseUrl::parse(config.database).value_or(DatabaseUrl{});
    if (!requireDatabase(config.database))
        return {
            Finding::fine(subject, u"%1 is not there yet: the first start makes it"_s.arg(url.display()))};
    Database database;
    if (const auto opened = database.open(config.database, {.durability = config.durability}); !opened)
        return {Finding::wrong(subject, opened.error().detail, remedyFor(url))};
    Accounts accounts(database);
    const auto all = accounts.all().result();
    if (!all) return {Finding::wrong(subject, all.error().detail, remedyFor(url))};

    Findings found{Finding::fine(subject, u"%1 answers"_s.arg(url.display()))};
    const auto hosts = std::ranges::count_if(
        *all, [](const Account &account) { return account.role != Role::Student && !account.disabled; });
    if (hosts > 0)
        found += Finding::fine(u"accounts"_s, u"%1 may open a class"_s.arg(hosts));
    else
        found += Finding::warning(u"accounts"_s, u"nobody may open a class"_s,
                                  u"lectern-server user add NAME --role teacher --password-stdin"_s);
    return found;
}

} // namespace lectern::doctor
