// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PollBars.h"

#include "console/style/Theme.h"
#include "console/widgets/ChartLook.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QHorizontalBarSeries>
#include <QtCharts/QValueAxis>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainterPath>
#include <QtGui/QTextLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr double kShare = 0.88; ///< of a row that its bar takes
constexpr int kPadding = 8;     ///< pixels, left and right of what is written
constexpr double kAir = 1.2;    ///< how much higher than a line of letters a bar is at least

/// `text` in at most so many lines of that width; the last one ends in dots when there is more.
QStringList wrapped(const QString &text, const QFont &font, double width, int most)
{
    QStringList lines;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool last = lines.size() + 1 == most;
        const auto rest = text.sliced(line.textStart());
        lines.append(last ? QFontMetricsF(font).elidedText(rest, Qt::ElideRight, width)
                          : rest.first(line.textLength()).trimmed());
        if (last) break;
    }
    layout.endLayout();
    return lines;
}

} // namespace

PollBars::PollBars(QWidget *parent)
    : QChartView(new QChart, parent)
    , m_font(font())
    , m_series(new QHorizontalBarSeries)
    , m_bars(new QBarSet({}))
    , m_choices(new QBarCategoryAxis)
    , m_votes(new QValueAxis)
{
    m_series->append(m_bars);
    m_series->setBarWidth(kShare);
    chart()->addSeries(m_series);
    chart()->addAxis(m_choices, Qt::AlignLeft);
    chart()->addAxis(m_votes, Qt::AlignBottom);
    m_series->attachAxis(m_choices);
    m_series->attachAxis(m_votes);
    m_choices->setVisible(false);
    m_votes->setVisible(false);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(u"background: transparent"_s);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    dress();
}

void PollBars::setVotes(const QStringList &choices, const QList<int> &votes)
{
    QStringList labels;
    QStringList whole;
    for (int bar = 0; bar < choices.size(); ++bar) {
        labels.append(u"%1. %2"_s.arg(bar + 1).arg(choices.at(bar)));
        whole.append(u"%1: %2"_s.arg(choices.at(bar)).arg(votes.at(bar)));
    }
    m_counts = votes;
    if (m_labels != labels) {
        m_labels = labels;
        QStringList rows;
        for (int bar = 0; bar < count(); ++bar)
            rows.append(QString::number(bar));
        m_bars->remove(0, m_bars->count());
        m_bars->append(QList<qreal>(count(), 0.0));
        m_choices->setCategories(rows);
        dress();
    }
    // A chart counts from below.
    for (int bar = 0; bar < count(); ++bar)
        m_bars->replace(count() - 1 - bar, votes.at(bar));
    m_votes->setRange(0, votes.isEmpty() ? 1 : std::max(1, *std::ranges::max_element(votes)));
    setAccessibleDescription(whole.join(u", "_s));
    viewport()->update();
}

void PollBars::setLabelFont(const QFont &font)
{
    m_font = font;
    dress();
}

QRectF PollBars::rowOf(int bar) const
{
    const auto plot = chart()->plotArea();
    const auto height = plot.height() / count();
    return {plot.left(), plot.top() + bar * height, plot.width(), height};
}

QRectF PollBars::barOf(int bar) const
{
    const auto row = rowOf(bar);
    const auto height = kShare * row.height();
    const auto end = chart()->mapToPosition(QPointF(m_counts.at(bar), count() - 1 - bar), m_series).x();
    return {row.left(), row.center().y() - height / 2, end - row.left(), height};
}

QStringList PollBars::linesIn(int bar) const
{
    const QFontMetricsF metrics(m_font);
    const auto row = rowOf(bar);
    const auto votes = metrics.horizontalAdvance(QString::number(m_counts.at(bar)));
    const auto room = row.width() - 3 * kPadding - votes;
    const auto most = std::max(1, static_cast<int>(kShare * row.height() / metrics.lineSpacing()));
    return wrapped(m_labels.at(bar), m_font, room, most);
}

void PollBars::write(QPainter *painter, int bar) const
{
    const auto place = rowOf(bar).adjusted(kPadding, 0, -kPadding, 0);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, linesIn(bar).join(u'\n'));
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, QString::number(m_counts.at(bar)));
}

/// In one ink where the bar is, in the other where it is not.
void PollBars::drawForeground(QPainter *painter, const QRectF &)
{
    painter->setFont(m_font);
    for (int bar = 0; bar < count(); ++bar) {
        QPainterPath filled;
        filled.addRect(barOf(bar));
        QPainterPath empty;
        empty.addRect(rowOf(bar));
        const std::pair<QPainterPath, QColor> inks[] = {
            {filled, theme::colors(palette()).onAccent},
            {empty.subtracted(filled), palette().color(QPalette::WindowText)}};
        for (const auto &[part, ink] : inks) {
            painter->save();
            painter->setClipPath(part, Qt::IntersectClip);
            painter->setPen(ink);
            write(painter, bar);
            painter->restore();
        }
    }
}

bool PollBars::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int bar = 0; bar < count(); ++bar) {
        const auto row = rowOf(bar).toAlignedRect();
        if (!row.contains(help->pos())) continue;
        QToolTip::showText(help->globalPos(), u"%1: %2"_s.arg(m_labels.at(bar)).arg(m_counts.at(bar)),
                           viewport(), row);
        return true;
    }
    QToolTip::hideText();
    return true;
}

void PollBars::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(viewport()->rect());
}

void PollBars::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) dress();
    QChartView::changeEvent(event);
}

void PollBars::dress()
{
    const auto colors = theme::colors(palette());
    chartlook::dress(chart(), palette());
    m_bars->setColor(colors.accent);
    m_bars->setBorderColor(colors.accent);
    const auto row = kAir * QFontMetricsF(m_font).lineSpacing() / kShare;
    setMinimumHeight(static_cast<int>(std::ceil(count() * row)));
    viewport()->update();
}

} // namespace lectern
