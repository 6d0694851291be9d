// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PollChart.h"

#include "console/style/Theme.h"
#include "console/widgets/ChartLook.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QValueAxis>
#include <QtCore/QEvent>
#include <QtWidgets/QGraphicsLayout>
#include <QtWidgets/QListWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

PollChart::PollChart(QWidget *parent)
    : QStackedWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart))
    , m_series(new QHorizontalBarSeries)
    , m_bars(new QBarSet({}))
    , m_choices(new QBarCategoryAxis)
    , m_votes(new QValueAxis)
    , m_texts(new QListWidget)
{
    setObjectName(u"pollChart"_s);
    m_series->append(m_bars);
    m_series->setLabelsVisible(true);
    m_series->setLabelsPosition(QAbstractBarSeries::LabelsInsideEnd);
    m_series->setBarWidth(0.7);
    m_chart->addSeries(m_series);
    m_chart->addAxis(m_choices, Qt::AlignLeft);
    m_chart->addAxis(m_votes, Qt::AlignBottom);
    m_series->attachAxis(m_choices);
    m_series->attachAxis(m_votes);
    m_votes->setLabelFormat(u"%d"_s);
    m_votes->setTickCount(2);
    m_choices->setGridLineVisible(false);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setStyleSheet(u"background: transparent"_s);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_texts->setObjectName(u"pollTexts"_s);
    m_texts->setWordWrap(true);
    addWidget(m_view);
    addWidget(m_texts);
    dress();
}

void PollChart::setPoll(const PollEntry &entry)
{
    if (entry.poll.text) {
        setTexts(entry.result.texts.value_or(QList<QString>{}));
    } else {
        setBars(entry);
    }
    m_id = entry.id;
}

void PollChart::setBars(const PollEntry &entry)
{
    // The first choice is the uppermost: a chart counts from below.
    const auto count = static_cast<int>(entry.poll.choices.size());
    QStringList labels;
    QStringList words;
    int most = 1;
    if (entry.id != m_id || m_bars->count() != count) {
        m_bars->remove(0, m_bars->count());
        for (int i = 0; i < count; ++i)
            m_bars->append(0);
    }
    for (int i = 0; i < count; ++i) {
        const auto votes = entry.result.counts.value(i);
        most = std::max(most, votes);
        m_bars->replace(count - 1 - i, votes);
        labels.prepend(u"%1. %2"_s.arg(i + 1).arg(entry.poll.choices.at(i)));
        words.append(u"%1: %2"_s.arg(entry.poll.choices.at(i)).arg(votes));
    }
    if (m_choices->categories() != labels) {
        m_choices->clear();
        m_choices->append(labels);
        dress();
    }
    m_votes->setRange(0, most);
    m_view->setAccessibleName(words.join(u", "_s));
    setCurrentWidget(m_view);
}

void PollChart::setTexts(const QStringList &texts)
{
    m_texts->clear();
    m_texts->addItems(texts);
    m_texts->scrollToBottom();
    m_texts->setAccessibleName(tr("Answers"));
    setCurrentWidget(m_texts);
}

void PollChart::setLabelSize(int pixels)
{
    m_labelSize = pixels;
    dress();
}

/// As large as the other texts, where each bar has the height for it: a label that does not fit becomes three
/// dots.
int PollChart::fittingLabelSize() const
{
    constexpr double kShareOfBar = 0.45;
    const auto perBar = height() / (m_bars->count() + 1.0);
    return std::max(9, std::min(fontInfo().pixelSize(), static_cast<int>(kShareOfBar * perBar)));
}

void PollChart::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    dress();
}

void PollChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) dress();
    QStackedWidget::changeEvent(event);
}

void PollChart::dress()
{
    auto font = this->font();
    font.setPixelSize(m_labelSize > 0 ? m_labelSize : fittingLabelSize());
    const auto colors = theme::colors(palette());
    chartlook::dress(m_chart, palette());
    chartlook::dress(m_choices, palette(), font);
    chartlook::dress(m_votes, palette(), font);
    m_bars->setColor(colors.accent);
    m_bars->setBorderColor(colors.accent);
    m_bars->setLabelColor(colors.onAccent);
    m_bars->setLabelFont(font);
    m_texts->setFont(font);
    // The chart does not measure its labels anew by itself, and would leave room for three dots only.
    m_chart->layout()->invalidate();
}

} // namespace lectern
