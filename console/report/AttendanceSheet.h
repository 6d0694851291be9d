// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/report/ClassRecord.h"

#include <QtCore/QCoreApplication>

namespace lectern {

/// Who was in a class and when, for a spreadsheet. Times are those of this computer's time zone.
class AttendanceSheet
{
    Q_DECLARE_TR_FUNCTIONS(lectern::AttendanceSheet)

public:
    /// A row for each stay, in UTF-8 with a byte order mark, as spreadsheets want it (RFC 4180). What could be
    /// taken for a formula is text.
    static QByteArray csv(const ClassRecord &record);
    /// Two sheets: a row for each person, and a row for each stay. False when it can't be written there.
    static bool saveXlsx(const ClassRecord &record, const QString &path);

private:
    static QStringList personHeader();
    static QStringList stayHeader();
};

} // namespace lectern
