// SPDX-License-Identifier: GPL-3.0-or-later
#include "ServerUse.h"

#include <QtCore/QFile>

#include <ctime>

#include <unistd.h>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

qint64 clockNs(clockid_t clock)
{
    timespec time{};
    return clock_gettime(clock, &time) == 0 ? qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec : 0;
}

} // namespace

qint64 nowNs()
{
    return clockNs(CLOCK_MONOTONIC);
}

qint64 cpuNs(const QList<pid_t> &processes)
{
    qint64 sum = 0;
    for (const pid_t process : processes) {
        clockid_t clock{};
        if (clock_getcpuclockid(process, &clock) == 0) sum += clockNs(clock);
    }
    return sum;
}

qint64 residentKiB(const QList<pid_t> &processes)
{
    qint64 pages = 0;
    for (const pid_t process : processes) {
        QFile file(u"/proc/%1/statm"_s.arg(process));
        if (file.open(QIODevice::ReadOnly)) pages += file.readAll().split(' ').value(1).toLongLong();
    }
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

} // namespace lectern::bench
