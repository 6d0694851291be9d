// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/report/ReportFigures.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QImage>

namespace lectern {

/// The charts of a report, dark on white, sharp enough for paper.
class ReportCharts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ReportCharts)

public:
    /// Pixels of the page for one of the chart's.
    static constexpr int kScale = 3;
    static constexpr int kWidth = 640;

    /// How many students were there, over the time of the class.
    static QImage presence(const ReportFigures &figures);
    /// How much was said, over the same time.
    static QImage messages(const ReportFigures &figures);
    /// A bar a choice.
    static QImage poll(const PollFigure &poll);
};

} // namespace lectern
