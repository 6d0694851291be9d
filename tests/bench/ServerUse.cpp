// SPDX-License-Identifier: GPL-3.0-or-later
#include "ServerUse.h"

#include <QtCore/QDir>
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

qint64 threadCpuNs(const QList<pid_t> &processes, QByteArrayView name)
{
    const auto contents = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    qint64 sum = 0;
    for (const pid_t process : processes) {
        const QString tasks = u"/proc/%1/task/"_s.arg(process);
        for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (contents(tasks + task + u"/comm"_s).trimmed() != name) continue;
            // The first number of schedstat: nanoseconds on a CPU (Linux,
            // Documentation/scheduler/sched-stats).
            sum += contents(tasks + task + u"/schedstat"_s).split(' ').value(0).toLongLong();
        }
    }
    return sum;
}

qint64 ownCpuNs()
{
    return clockNs(CLOCK_PROCESS_CPUTIME_ID);
}

qint64 machineCpuNs()
{
    QFile file(u"/proc/stat"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    // cpu user nice system idle iowait irq softirq steal … (proc(5))
    const QList<QByteArray> fields = file.readLine().simplified().split(' ');
    qint64 ticks = 0;
    for (const int field : {1, 2, 3, 6, 7, 8})
        ticks += fields.value(field).toLongLong();
    return ticks * (1'000'000'000 / sysconf(_SC_CLK_TCK));
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
