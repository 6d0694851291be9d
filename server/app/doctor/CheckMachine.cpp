// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QStorageInfo>

#include <sys/resource.h>
#include <sys/timex.h>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMiB = 1'048'576;
constexpr qint64 kTooLittle = 200 * kMiB; ///< the database's own log may want this much
constexpr qint64 kLittle = 2048 * kMiB;
constexpr rlim_t kOwnFiles = 64; ///< descriptors that are no connections

} // namespace

Findings checkDisk(const Config &config)
{
    const QString subject = u"disk"_s;
    const QFileInfo dir(config.dataDir);
    const QStorageInfo disk(dir.exists() ? config.dataDir : dir.absolutePath());
    if (!disk.isValid()) return {};
    const QString free =
        u"%1 free on %2"_s.arg(QLocale::c().formattedDataSize(disk.bytesAvailable()), disk.rootPath());
    const QString remedy = u"make room, or lower limits.system_bytes and retention.days"_s;

    Findings found;
    if (disk.isReadOnly())
        found += Finding::wrong(subject, u"%1 is mounted read-only"_s.arg(disk.rootPath()),
                                u"see dmesg for why: a broken disk is mounted so"_s);
    else if (disk.bytesAvailable() < kTooLittle)
        found += Finding::wrong(subject, free, remedy);
    else if (disk.bytesAvailable() < kLittle)
        found += Finding::warning(subject, free, remedy);
    else
        found += Finding::fine(subject, free);

    const auto url = DatabaseUrl::parse(config.database);
    const QByteArray type = disk.fileSystemType();
    if (url && url->kind == DatabaseUrl::Kind::Sqlite &&
        (type.startsWith("nfs") || type == "cifs" || type == "smb3"))
        found += Finding::wrong(
            subject, u"%1 is a network file system: SQLite loses data there"_s.arg(QString::fromLatin1(type)),
            u"put data_dir on a local disk, or use PostgreSQL"_s);
    return found;
}

Findings checkClock()
{
    const QString subject = u"clock"_s;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString shown = now.toString(Qt::ISODate);
    if (now.date().year() < 2026)
        return {Finding::wrong(subject, u"it says %1"_s.arg(shown), u"set it: timedatectl set-ntp true"_s)};
    timex state{};
    if (::adjtimex(&state) == TIME_ERROR)
        return {Finding::warning(subject, u"%1, and nothing keeps it right"_s.arg(shown),
                                 u"install systemd-timesyncd or chrony; timedatectl shows it"_s)};
    return {Finding::fine(subject, u"%1, kept right"_s.arg(shown))};
}

Findings checkOpenFiles(const Config &config)
{
    const QString subject = u"open files"_s;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return {};
    const QString said =
        u"%1 for limits.connections = %2"_s.arg(files.rlim_max).arg(config.limits.connections);
    if (files.rlim_max >= rlim_t(config.limits.connections) + kOwnFiles)
        return {Finding::fine(subject, said)};
    return {Finding::warning(
        subject, said, u"raise it (LimitNOFILE= in the unit, or ulimit -Hn), or lower limits.connections"_s)};
}

} // namespace lectern::doctor
