// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ProcessWatch.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

double secondsOf(clockid_t clock)
{
    timespec time{};
    return clock_gettime(clock, &time) == 0 ? double(time.tv_sec) + double(time.tv_nsec) / 1e9 : 0;
}

/// A field of /proc/self/stat by its number in proc(5), from 3 up: those before it hold the program's name,
/// which may contain anything.
double statField(qsizetype number)
{
    QFile file(u"/proc/self/stat"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QByteArray line = file.readAll();
    return line.sliced(line.lastIndexOf(')') + 2).split(' ').value(number - 3).toDouble();
}

double openFiles()
{
    const char *folder = "/proc/self/fd";
    // Its size is their number from Linux 6.2 on; counting twenty thousand entries takes a while.
    struct stat status = {};
    if (::stat(folder, &status) == 0 && status.st_size > 0) return double(status.st_size);
    return double(QDir(QString::fromLatin1(folder))
                      .entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)
                      .size());
}

} // namespace

ProcessWatch::ProcessWatch()
{
    constexpr qsizetype kStartTime = 22; // clock ticks since the machine started
    const double sinceBoot = statField(kStartTime) / double(sysconf(_SC_CLK_TCK));
    if (sinceBoot > 0) m_startedAt = secondsOf(CLOCK_REALTIME) - secondsOf(CLOCK_BOOTTIME) + sinceBoot;
}

ProcessWatch::Figures ProcessWatch::figures() const
{
    constexpr qsizetype kVirtualBytes = 23;
    constexpr qsizetype kResidentPages = 24;
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    return {.startedAt = m_startedAt,
            .cpuSeconds = secondsOf(CLOCK_PROCESS_CPUTIME_ID),
            .residentBytes = statField(kResidentPages) * double(sysconf(_SC_PAGESIZE)),
            .virtualBytes = statField(kVirtualBytes),
            .openFiles = openFiles(),
            .maxFiles = double(files.rlim_cur)};
}

} // namespace lectern
