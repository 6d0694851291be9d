// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ChartLook.h"

#include "console/style/Theme.h"

#include <QtCharts/QAbstractAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>

namespace lectern::chartlook {

void dress(QChart *chart, const QPalette &palette)
{
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->legend()->hide();
    chart->setTitleBrush(palette.color(QPalette::WindowText));
    chart->setAnimationOptions(QChart::NoAnimation);
}

void dress(QAbstractAxis *axis, const QPalette &palette, const QFont &font)
{
    const auto colors = theme::colors(palette);
    axis->setLabelsFont(font);
    axis->setLabelsColor(palette.color(QPalette::WindowText));
    axis->setLinePenColor(colors.line);
    axis->setGridLineColor(colors.line);
}

} // namespace lectern::chartlook
