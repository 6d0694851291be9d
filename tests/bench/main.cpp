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

int say(const QString &report, const QString &trouble, bool good)
{
    std::fputs(report.toUtf8().constData(), stdout);
    if (!trouble.isEmpty()) complain(trouble);
    return good ? 0 : 1;
}

int measureConnect(const Options &options, const School &school)
{
    Crowd crowd(options);
    const auto figures = crowd.connect(school.rooms());
    return figures ? say(report(options, *figures), {}, true) : complain(figures.error());
}

int measureFanOut(const Options &options, const School &school)
{
    Load load(options);
    if (const auto connected = load.connectAll(school); !connected) return complain(connected.error());
    const Figures figures = load.run();
    const bool whole = figures.lost == 0 && figures.dropped == 0 && figures.outOfOrder == 0;
    return say(report(options, figures), figures.firstTrouble, whole);
}

int measureLog(const Options &options, const sockaddr_in &address, const Classroom &room)
{
    Writers writers(options, address);
    if (const auto connected = writers.connectAll(room); !connected) return complain(connected.error());
    const StoredFigures figures = writers.run();
    return say(report(options, figures), figures.firstTrouble, figures.lost == 0);
}

int measureReturn(const Options &options, const sockaddr_in &address, Classroom &room)
{
    Return people(options, address);
    if (const auto prepared = people.prepare(room); !prepared) return complain(prepared.error());
    const ReturnFigures figures = people.run();
    return say(report(options, figures), figures.firstTrouble, figures.back == options.people - 1);
}

int measureArrive(const Options &options, const sockaddr_in &address, const Classroom &room)
{
    Arrive people(options, address);
    const ArriveFigures figures = people.run(room);
    return say(report(options, figures), figures.firstTrouble, figures.welcomed == options.people - 1);
}

int measureSchool(const Options &options, const QList<sockaddr_in> &addresses, RestCall &call)
{
    auto school = School::open(options, addresses, call);
    if (!school) return complain(school.error());
    const int result = options.run == Options::Run::Connect ? measureConnect(options, *school)
                                                            : measureFanOut(options, *school);
    school->close();
    return result;
}

int measureClass(const Options &options, const sockaddr_in &address, Classroom &room)
{
    switch (options.run) {
    case Options::Run::Log:
        return measureLog(options, address, room);
    case Options::Run::Return:
        return measureReturn(options, address, room);
    default:
        return measureArrive(options, address, room);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto options = readOptions(QCoreApplication::arguments());
    if (!options) return complain(options.error());
    allowManyFiles();
    if (options->cpu >= 0) stayOn(options->cpu);

    QList<sockaddr_in> addresses;
    for (const Options::Node &node : options->nodes) {
        const auto address = resolve(node.host, node.port);
        if (!address) return complain(address.error());
        addresses.append(*address);
    }
    RestCall call(addresses.first());
    if (options->speech == Speech::Lectern) {
        const auto token = signIn(*options, call);
        if (!token) return complain(token.error());
        call.setToken(*token);
    }
    if (options->run == Options::Run::FanOut || options->run == Options::Run::Connect)
        return measureSchool(*options, addresses, call);

    auto room = Classroom::open(*options, call);
    if (!room) return complain(room.error());
    const int result = measureClass(*options, addresses.first(), *room);
    room->leave();
    return result;
}
