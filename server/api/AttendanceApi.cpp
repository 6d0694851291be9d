// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/AttendanceApi.h"

#include "common/protocol/Codec.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

void add(QList<AttendanceRow::Interval> &intervals, const Stay &stay)
{
    const bool touches =
        !intervals.isEmpty() && (!intervals.last().to.isValid() || stay.from <= intervals.last().to);
    if (!touches) {
        intervals.append({stay.from, stay.to});
        return;
    }
    AttendanceRow::Interval &last = intervals.last();
    if (last.to.isValid() && (!stay.to.isValid() || stay.to > last.to)) last.to = stay.to;
}

QJsonObject json(const AttendanceRow &row)
{
    QJsonArray intervals;
    for (const auto &[from, to] : row.intervals)
        intervals += QJsonObject{{u"from"_s, timeToString(from)},
                                 {u"to"_s, to.isValid() ? QJsonValue(timeToString(to)) : QJsonValue()}};
    QJsonObject object{{u"id"_s, row.person.id},
                       {u"name"_s, row.person.name},
                       {u"type"_s, QString(wireName(row.person.type))},
                       {u"intervals"_s, intervals},
                       {u"totalSeconds"_s, row.totalSeconds}};
    if (!row.realName.isEmpty()) object.insert(u"realName"_s, row.realName);
    return object;
}

QByteArray csvField(QString text)
{
    // A spreadsheet would run these as formulas; an apostrophe makes them text.
    if (!text.isEmpty() && u"=+-@\t\r\n"_s.contains(text.front())) text.prepend(u'\'');
    return '"' + text.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

} // namespace

AttendanceApi::AttendanceApi(Access &access, AttendanceLog &log)
    : m_access(access)
    , m_log(log)
{
}

void AttendanceApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/api/v1/rooms/:id/attendance"_s,
               [this](HttpRequest r) { return read(std::move(r)); });
}

QCoro::Task<HttpResponse> AttendanceApi::read(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    const QFuture<Result<QList<Stay>>> reading = m_log.stays(host->room.id);
    const Result<QList<Stay>> stays = co_await reading;
    if (!stays) co_return HttpResponse::problem(stays.error());
    const QList<AttendanceRow> rows = attendanceRows(*stays, QDateTime::currentDateTimeUtc());

    HttpResponse response;
    if (request.headers.value("Accept").toLower().contains("text/csv")) {
        response.body = attendanceCsv(rows);
        response.headers.add("Content-Type"_ba, "text/csv; charset=utf-8"_ba);
        response.headers.add("Content-Disposition"_ba, "attachment; filename=\"attendance-"_ba +
                                                           host->room.id.toLatin1() + ".csv\""_ba);
    } else {
        QJsonArray answer;
        for (const AttendanceRow &row : rows)
            answer += json(row);
        response = HttpResponse::json(answer);
    }
    response.headers.add("Vary"_ba, "Accept"_ba);
    co_return response;
}

QList<AttendanceRow> attendanceRows(const QList<Stay> &stays, const QDateTime &now)
{
    QList<Stay> sorted = stays;
    std::ranges::stable_sort(sorted, {}, [](const Stay &stay) { return stay.from; });
    QList<AttendanceRow> rows;
    QHash<QString, qsizetype> places;
    for (const Stay &stay : std::as_const(sorted)) {
        if (!places.contains(stay.person.id)) {
            places.insert(stay.person.id, rows.size());
            rows.append({stay.person, {}, 0, stay.realName});
        }
        AttendanceRow &row = rows[places.value(stay.person.id)];
        row.person.name = stay.person.name;
        add(row.intervals, stay);
    }
    for (AttendanceRow &row : rows)
        for (const auto &[from, to] : std::as_const(row.intervals))
            row.totalSeconds += std::max<qint64>(0, from.secsTo(to.isValid() ? to : now));
    return rows;
}

QByteArray attendanceCsv(const QList<AttendanceRow> &rows)
{
    const bool known =
        std::ranges::any_of(rows, [](const AttendanceRow &row) { return !row.realName.isEmpty(); });
    QByteArray csv = "\xEF\xBB\xBFname,type,id,first,last,totalSeconds,intervals"_ba;
    csv += known ? ",realName\r\n"_ba : "\r\n"_ba;
    for (const AttendanceRow &row : rows) {
        QStringList intervals;
        for (const auto &[from, to] : row.intervals)
            intervals += timeToString(from) + u'/' + (to.isValid() ? timeToString(to) : QString());
        const QDateTime last = row.intervals.last().to;
        QList<QByteArray> fields{csvField(row.person.name),
                                 csvField(wireName(row.person.type)),
                                 csvField(row.person.id),
                                 csvField(timeToString(row.intervals.first().from)),
                                 csvField(last.isValid() ? timeToString(last) : QString()),
                                 QByteArray::number(row.totalSeconds),
                                 csvField(intervals.join(u' '))};
        if (known) fields += csvField(row.realName);
        csv += fields.join(',') + "\r\n"_ba;
    }
    return csv;
}

} // namespace lectern
