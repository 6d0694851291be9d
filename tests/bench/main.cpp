// SPDX-License-Identifier: GPL-3.0-or-later
#include "Report.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

#include <sched.h>
#include <sys/resource.h>

using namespace lectern::bench;

namespace {

int complain(const QString &what)
{
    std::fprintf(stderr, "lectern-bench: %s\n", qPrintable(what));
    return 2;
}

void allowManyFiles()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void stayOn(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(std::size_t(cpu), &set);
    sched_setaffinity(0, sizeof set, &set);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto options = readOptions(QCoreApplication::arguments());
    if (!options) return complain(options.error());
    allowManyFiles();
    if (options->cpu >= 0) stayOn(options->cpu);

    const auto address = resolve(options->host, options->port);
    if (!address) return complain(address.error());
    auto room = Classroom::open(*options, *address);
    if (!room) return complain(room.error());
    Load load(*options, *address);
    if (const auto connected = load.connectAll(*room); !connected) {
        room->leave();
        return complain(connected.error());
    }
    const Figures figures = load.run();
    room->leave();

    std::fputs(report(*options, figures).toUtf8().constData(), stdout);
    if (!figures.firstTrouble.isEmpty()) complain(figures.firstTrouble);
    return figures.lost > 0 || figures.dropped > 0 || figures.outOfOrder > 0 ? 1 : 0;
}
