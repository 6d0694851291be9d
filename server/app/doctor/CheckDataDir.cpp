// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

/// The first that is not its owner's; the bytes of files need not be looked through for that.
QString foreignEntry(const QFileInfo &dir)
{
    QDirIterator entries(dir.filePath(),
                         QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        if (entries.fileInfo().ownerId() != dir.ownerId()) return entries.filePath();
    }
    return {};
}

} // namespace

Findings checkDataDir(const Config &config)
{
    const QString subject = u"data_dir"_s;
    const QFileInfo dir(config.dataDir);
    if (!dir.exists())
        return {
            Finding::fine(subject, u"%1 is not there yet: the first start makes it"_s.arg(config.dataDir))};
    if (const QString foreign = foreignEntry(dir); !foreign.isEmpty())
        return {Finding::wrong(
            subject, u"%1 does not belong to the owner of %2, %3"_s.arg(foreign, config.dataDir, dir.owner()),
            u"chown -R %1: %2"_s.arg(dir.owner(), config.dataDir))};

    Findings found{Finding::fine(subject, u"%1 belongs to %2"_s.arg(config.dataDir, dir.owner()))};
    const QFileInfo secret(config.jwtSecretFile);
    if (secret.exists() &&
        (secret.permissions() & (QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup)))
        found += Finding::wrong(u"auth.jwt_secret_file"_s,
                                u"%1 can be read or written by others: who has it signs in as anybody"_s.arg(
                                    config.jwtSecretFile),
                                u"chmod 0600 %1"_s.arg(config.jwtSecretFile));
    return found;
}

} // namespace lectern::doctor
