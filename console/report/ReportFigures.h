// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/report/ClassRecord.h"

namespace lectern {

/// A question of the class, and what was answered.
struct PollFigure
{
    QString question;
    QStringList choices;
    QList<int> counts; ///< one a choice; empty where the result was not kept
    int votes = 0;
    QStringList texts; ///< answers to an open question
};

/// What the charts of a report show. Time is cut into `kParts` equal parts from the first to the last moment
/// of which something is known.
struct ReportFigures
{
    static constexpr int kParts = 60;

    QDateTime from;
    QDateTime to;
    int students = 0;
    int teacherMessages = 0;
    int studentMessages = 0;
    int files = 0;
    QList<int> present;  ///< students, at most at once in each part
    QList<int> messages; ///< in each part
    QList<PollFigure> polls;

    /// `now` ends the stay of who is still there.
    static ReportFigures of(const ClassRecord &record, const QDateTime &now);
};

} // namespace lectern
