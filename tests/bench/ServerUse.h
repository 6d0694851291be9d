// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <sys/types.h>

namespace lectern::bench {

/// Nanoseconds on the monotonic clock.
qint64 nowNs();

/// CPU time of the processes since they started, in nanoseconds (their ended threads included).
qint64 cpuNs(const QList<pid_t> &processes);

/// CPU time of those of their threads that bear this name.
qint64 threadCpuNs(const QList<pid_t> &processes, QByteArrayView name);

/// CPU time that this process has used.
qint64 ownCpuNs();

/// CPU time that all CPUs of the machine were not idle, in steps of a tick (10 ms).
qint64 machineCpuNs();

/// Resident memory of the processes, in KiB.
qint64 residentKiB(const QList<pid_t> &processes);

} // namespace lectern::bench
