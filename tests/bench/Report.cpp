// SPDX-License-Identifier: GPL-3.0-or-later
#include "Report.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QLatin1StringView key;
    QLatin1StringView label;
    double value;
    int digits;
};

QString written(const Options &options, const QString &heading, const QJsonObject &about,
                const QList<Row> &rows)
{
    if (options.json) {
        QJsonObject object = about;
        for (const Row &row : rows)
            object.insert(row.key, QString::number(row.value, 'f', row.digits).toDouble());
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
    }
    QString table = heading + u'\n';
    for (const Row &row : rows)
        table += u"  %1 %2\n"_s.arg(QString(row.label), -24).arg(row.value, 12, 'f', row.digits);
    return table;
}

} // namespace

QString report(const Options &options, const Figures &figures)
{
    const double deliveries = double(std::max<qint64>(figures.deliveries, 1));
    QList<Row> rows{
        {"people"_L1, "people in a room"_L1, double(options.people), 0},
        {"rooms"_L1, "rooms"_L1, double(options.rooms), 0},
        {"idle_people"_L1, "people in idle rooms"_L1, double(options.idleRooms * options.people), 0},
        {"nodes"_L1, "nodes"_L1, double(options.nodes.size()), 0},
        {"seconds"_L1, "seconds"_L1, figures.seconds, 2},
        {"messages"_L1, "messages"_L1, double(figures.messages), 0},
        {"deliveries_per_s"_L1, "deliveries/s"_L1,
         double(figures.deliveries) / std::max(figures.seconds, 1e-9), 0},
        {"mb_per_s"_L1, "text MB/s"_L1,
         double(figures.deliveries) * options.size / 1e6 / std::max(figures.seconds, 1e-9), 1},
        {"p50_ms"_L1, "p50 ms"_L1, figures.latency.quantileMs(0.5), 3},
        {"p99_ms"_L1, "p99 ms"_L1, figures.latency.quantileMs(0.99), 3},
    };
    if (!options.serverPids.isEmpty()) {
        rows.append({"cpu_us_per_delivery"_L1, "server CPU us/delivery"_L1,
                     double(figures.serverCpuNs) / 1e3 / deliveries, 3});
        rows.append({"server_cpu"_L1, "server CPU %"_L1,
                     double(figures.serverCpuNs) / 1e7 / std::max(figures.seconds, 1e-9), 1});
        rows.append({"other_cpu"_L1, "other CPU %"_L1,
                     double(figures.otherCpuNs) / 1e7 / std::max(figures.seconds, 1e-9), 0});
        rows.append({"kib_per_connection"_L1, "KiB/idle connection"_L1, figures.connecting.idleKiBEach, 1});
    }
    rows.append({"lost"_L1, "lost"_L1, double(figures.lost), 0});
    rows.append({"out_of_order"_L1, "out of order"_L1, double(figures.outOfOrder), 0});
    rows.append({"dropped"_L1, "dropped connections"_L1, double(figures.dropped), 0});
    rows.append({"generator_busy"_L1, "generator busy %"_L1, 100 * figures.busyShare, 0});

    rows.append({"connects_per_s"_L1, "let in/s"_L1, figures.connecting.perSecond, 0});
    QJsonObject about{{"history"_L1, options.history}, {"size"_L1, options.size}};
    about.insert(options.rate > 0 ? "rate"_L1 : "window"_L1,
                 options.rate > 0 ? options.rate : options.window);
    const QString how =
        options.rate > 0 ? u"%1 messages/s"_s.arg(options.rate) : u"window %1"_s.arg(options.window);
    return written(
        options,
        u"%1 characters, history %2, %3"_s.arg(options.size).arg(options.history ? u"on"_s : u"off"_s, how),
        about, rows);
}

QString report(const Options &options, const ConnectFigures &figures)
{
    const int people = options.people * (options.rooms + options.idleRooms);
    QList<Row> rows{{"people"_L1, "people"_L1, double(people), 0},
                    {"connects_per_s"_L1, "let in/s"_L1, figures.perSecond, 0}};
    if (!options.serverPids.isEmpty()) {
        rows.append({"cpu_us_per_connection"_L1, "server CPU us/person"_L1, figures.cpuUs, 1});
        rows.append({"kib_per_connection"_L1, "KiB/idle connection"_L1, figures.idleKiBEach, 1});
        rows.append({"idle_cpu"_L1, "idle server CPU %"_L1, 100 * figures.idleCpuShare, 2});
    }
    return written(options, u"%1 people come in as fast as they are let in"_s.arg(people), {}, rows);
}

QString report(const Options &options, const StoredFigures &figures)
{
    const int writers = options.people - 1;
    QList<Row> rows{
        {"stored_per_s"_L1, "stored/s"_L1, double(figures.stored) / std::max(figures.seconds, 1e-9), 0},
        {"p50_ms"_L1, "ack p50 ms"_L1, figures.latency.quantileMs(0.5), 2},
        {"p99_ms"_L1, "ack p99 ms"_L1, figures.latency.quantileMs(0.99), 2},
    };
    if (!options.serverPids.isEmpty())
        rows.append({"cpu_us_per_message"_L1, "server CPU us/message"_L1,
                     double(figures.serverCpuNs) / 1e3 / double(std::max<qint64>(figures.stored, 1)), 1});
    rows.append({"lost"_L1, "never acknowledged"_L1, double(figures.lost), 0});
    rows.append({"generator_busy"_L1, "generator busy %"_L1, 100 * figures.busyShare, 0});
    return written(
        options, u"%1 writers, window %2, %3 characters"_s.arg(writers).arg(options.window).arg(options.size),
        {{"writers"_L1, writers}, {"window"_L1, options.window}, {"size"_L1, options.size}}, rows);
}

QString report(const Options &options, const ReturnFigures &figures)
{
    const int people = options.people - 1;
    const QList<Row> rows{
        {"back"_L1, "came back"_L1, double(figures.back), 0},
        {"seconds"_L1, "seconds until the last"_L1, figures.seconds, 2},
        {"p50_ms"_L1, "p50 ms"_L1, figures.latency.quantileMs(0.5), 0},
        {"p99_ms"_L1, "p99 ms"_L1, figures.latency.quantileMs(0.99), 0},
        {"cpu_s"_L1, "server CPU s"_L1, double(figures.serverCpuNs) / 1e9, 2},
        {"store_cpu_s"_L1, "of that the store"_L1, double(figures.storeCpuNs) / 1e9, 3},
        {"not_recovered"_L1, "told to begin afresh"_L1, double(figures.notRecovered), 0},
    };
    return written(options, u"%1 people come back to %2 messages"_s.arg(people).arg(options.missed),
                   {{"people"_L1, people}, {"missed"_L1, options.missed}, {"size"_L1, options.size}}, rows);
}

QString report(const Options &options, const ArriveFigures &figures)
{
    const int people = options.people - 1;
    const QList<Row> rows{
        {"welcomed"_L1, "came in"_L1, double(figures.welcomed), 0},
        {"seconds"_L1, "seconds until all is told"_L1, figures.seconds, 2},
        {"p50_ms"_L1, "welcome p50 ms"_L1, figures.latency.quantileMs(0.5), 1},
        {"p99_ms"_L1, "welcome p99 ms"_L1, figures.latency.quantileMs(0.99), 1},
        {"most_joins"_L1, "join frames, at most"_L1, double(figures.mostJoins), 0},
        {"mean_joins"_L1, "join frames, on average"_L1, figures.meanJoins, 1},
        {"cpu_s"_L1, "server CPU s"_L1, double(figures.serverCpuNs) / 1e9, 2},
    };
    return written(options, u"%1 people come in within a second"_s.arg(people), {{"people"_L1, people}},
                   rows);
}

} // namespace lectern::bench
