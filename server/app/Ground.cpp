// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Ground.h"

#include "server/app/DataDir.h"
#include "server/app/FilePlaces.h"
#include "server/auth/Tokens.h"
#include "server/backup/RestoredSecret.h"

#include <QCoroTask>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// A restore that was broken off may have left its secret to be put in its place.
Result<QByteArray> readSecret(Database &database, const QString &file)
{
    if (auto settled = restoredsecret::settle(database, file); !settled)
        return std::unexpected(settled.error());
    return Tokens::loadOrCreateSecret(file);
}

} // namespace

Ground::Ground(const Config &config, QString nodeId)
    : serverId(std::move(nodeId))
    , inbox(filesDirectory(config))
    , meeting(config.redis, serverId)
{
}

std::expected<void, QString> Ground::prepare(const Config &config)
{
    if (auto made = prepareDataDir(config.dataDir); !made) return made;
    auto locked = DataDirLock::take(config.dataDir, DataDirLock::Use::Shared);
    if (!locked) return std::unexpected(locked.error());
    lock = *std::move(locked);
    files = makeFileStore(config, database, filesDirectory(config) + u"/cache"_s);
    for (const Result<void> &opened : {inbox.open(), files->open()})
        if (!opened)
            return std::unexpected(u"data_dir = \"%1\": %2"_s.arg(config.dataDir, opened.error().detail));
    firstLock = DataDirLock::take(filesDirectory(config), DataDirLock::Use::Alone);
    if (auto opened = database.open(config.database, {.durability = config.durability}); !opened)
        return std::unexpected(u"database = %1"_s.arg(opened.error().detail));
    auto key = readSecret(database, config.jwtSecretFile);
    if (!key)
        return std::unexpected(
            u"auth.jwt_secret_file = \"%1\": %2"_s.arg(config.jwtSecretFile, key.error().detail));
    secret = *key;
    if (auto met = QCoro::waitFor(meeting.open(database.id())); !met)
        return std::unexpected(u"redis: %1"_s.arg(met.error().detail));
    return {};
}

} // namespace lectern
