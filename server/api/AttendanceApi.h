// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/domain/ports/AttendanceLog.h"

namespace lectern {

class Router;

/// Who was in a class, and for how long: /rooms/{id}/attendance, as JSON or, by Accept, as CSV.
class AttendanceApi
{
public:
    AttendanceApi(Access &access, AttendanceLog &log);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> read(HttpRequest request);

    Access &m_access;
    AttendanceLog &m_log;
};

/// A person's time in a room. `to` of the last interval is invalid while they are there.
struct AttendanceRow
{
    struct Interval
    {
        QDateTime from;
        QDateTime to;
    };
    Person person;
    QList<Interval> intervals; ///< by time, none overlapping
    qint64 totalSeconds = 0;   ///< up to now for who is there
    QString realName = {};     ///< as the teachers know them; empty where it is not known
};

/// A row per person, in the order of their first coming.
QList<AttendanceRow> attendanceRows(const QList<Stay> &stays, const QDateTime &now);

/// CSV (RFC 4180), with real names where there are any, and with the byte order mark that spreadsheets need
/// to read Korean. Nothing that people typed is taken for a formula.
QByteArray attendanceCsv(const QList<AttendanceRow> &rows);

} // namespace lectern
