// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PulseChart.h"

#include "console/style/Theme.h"
#include "console/widgets/ChartLook.h"

#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>
#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>

using namespace Qt::StringLiterals;

namespace lectern {

PulseChart::PulseChart(QWidget *parent)
    : QWidget(parent)
    , m_chart(new QChart)
    , m_trend(new QLineSeries)
    , m_dips(new QScatterSeries)
    , m_time(new QDateTimeAxis)
    , m_mood(new QValueAxis)
{
    m_chart->addSeries(m_trend);
    m_chart->addSeries(m_dips);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_mood, Qt::AlignLeft);
    for (QXYSeries *series : {static_cast<QXYSeries *>(m_trend), static_cast<QXYSeries *>(m_dips)}) {
        series->attachAxis(m_time);
        series->attachAxis(m_mood);
    }
    m_time->setFormat(u"HH:mm"_s);
    m_time->setTickCount(3);
    m_mood->setRange(-1.05, 1.05);
    m_mood->setTickCount(3);
    m_mood->setLabelsVisible(false);
    m_dips->setMarkerSize(10);
    auto *view = new QChartView(m_chart);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setStyleSheet(u"background: transparent"_s);
    view->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(view);
    dress();
}

void PulseChart::setPulse(const Pulse &pulse)
{
    QList<QPointF> trend;
    for (const auto &point : pulse.points())
        trend.append({static_cast<double>(point.at.toMSecsSinceEpoch()), point.mood});
    QList<QPointF> dips;
    for (const auto &dip : pulse.dips())
        dips.append({static_cast<double>(dip.at.toMSecsSinceEpoch()), dip.mood});
    m_trend->replace(trend);
    m_dips->replace(dips);
    if (pulse.points().isEmpty()) return;
    const auto first = pulse.points().first().at;
    m_time->setRange(first.toLocalTime(),
                     std::max(first.addSecs(60), pulse.points().last().at).toLocalTime());
}

void PulseChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) dress();
    QWidget::changeEvent(event);
}

void PulseChart::dress()
{
    const auto colors = theme::colors(palette());
    chartlook::dress(m_chart, palette());
    chartlook::dress(m_time, palette(), font());
    chartlook::dress(m_mood, palette(), font());
    m_trend->setPen(QPen(colors.accent, 2.5));
    m_dips->setColor(colors.danger);
    m_dips->setBorderColor(colors.danger);
}

} // namespace lectern
