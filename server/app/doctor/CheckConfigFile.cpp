// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"

#include "server/broker/RedisAddress.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QFileInfo>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

/// Whether what may be shown of it is less than it is.
bool holdsPassword(const Config &config)
{
    const auto database = DatabaseUrl::parse(config.database);
    const auto redis = RedisAddress::parse(config.redis);
    return (database && database->display() != config.database) ||
           (redis && redis->display() != config.redis);
}

} // namespace

Findings checkConfigFile(const Config &config)
{
    const QString subject = u"configuration"_s;
    const QFileInfo file(config.file);
    if (config.file.isEmpty()) return {Finding::fine(subject, u"no file; all is as given, or default"_s)};
    if (file.permissions() & QFile::WriteOther)
        return {Finding::wrong(subject, u"%1 can be written by everybody"_s.arg(config.file),
                               u"chmod o-w %1"_s.arg(config.file))};
    if ((file.permissions() & QFile::ReadOther) && holdsPassword(config))
        return {Finding::warning(
            subject,
            u"%1 can be read by everybody, and there is a password in database or redis"_s.arg(config.file),
            u"chmod 0640 %1; chgrp lectern %1"_s.arg(config.file))};
    return {Finding::fine(subject, config.file)};
}

} // namespace lectern::doctor
