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

} // namespace

QString report(const Options &options, const Figures &figures)
{
    const double deliveries = double(std::max<qint64>(figures.deliveries, 1));
    QList<Row> rows{
        {"people"_L1, "people in the room"_L1, double(options.people), 0},
        {"seconds"_L1, "seconds"_L1, figures.seconds, 2},
        {"messages"_L1, "messages"_L1, double(figures.messages), 0},
        {"deliveries_per_s"_L1, "deliveries/s"_L1,
         double(figures.deliveries) / std::max(figures.seconds, 1e-9), 0},
        {"p50_ms"_L1, "p50 ms"_L1, figures.latency.quantileMs(0.5), 3},
        {"p99_ms"_L1, "p99 ms"_L1, figures.latency.quantileMs(0.99), 3},
    };
    if (!options.serverPids.isEmpty()) {
        rows.append({"cpu_us_per_delivery"_L1, "server CPU us/delivery"_L1,
                     double(figures.serverCpuNs) / 1e3 / deliveries, 2});
        rows.append({"kib_per_connection"_L1, "KiB/idle connection"_L1, figures.idleKiBPerConnection, 1});
    }
    rows.append({"lost"_L1, "lost"_L1, double(figures.lost), 0});
    rows.append({"out_of_order"_L1, "out of order"_L1, double(figures.outOfOrder), 0});
    rows.append({"dropped"_L1, "dropped connections"_L1, double(figures.dropped), 0});
    rows.append({"generator_busy"_L1, "generator busy %"_L1, 100 * figures.busyShare, 0});

    if (options.json) {
        QJsonObject object{{"history"_L1, options.history}, {"size"_L1, options.size}};
        object.insert(options.rate > 0 ? "rate"_L1 : "window"_L1,
                      options.rate > 0 ? options.rate : options.window);
        for (const Row &row : rows)
            object.insert(row.key, QString::number(row.value, 'f', row.digits).toDouble());
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
    }
    const QString how =
        options.rate > 0 ? u"%1 messages/s"_s.arg(options.rate) : u"window %1"_s.arg(options.window);
    QString table = u"one room, %1 characters, history %2, %3\n"_s.arg(options.size)
                        .arg(options.history ? u"on"_s : u"off"_s, how);
    for (const Row &row : rows)
        table += u"  %1 %2\n"_s.arg(QString(row.label), -24).arg(row.value, 12, 'f', row.digits);
    return table;
}

} // namespace lectern::bench
