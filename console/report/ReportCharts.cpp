// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/report/ReportCharts.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <functional>

namespace lectern {

namespace {

const QColor kText(0x1c2521);
const QColor kMuted(0x56615b);
const QColor kLine(0xdcd8cb);
const QColor kAccent(0x1b6a4e);
constexpr int kHeight = 150;
constexpr int kLeft = 36;
constexpr int kBelow = 22;
constexpr int kBar = 24;

QImage drawn(QSize size, const std::function<void(QPainter &)> &draw)
{
    QImage image(size * ReportCharts::kScale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ReportCharts::kScale, ReportCharts::kScale);
    QFont font;
    font.setPixelSize(11);
    painter.setFont(font);
    draw(painter);
    return image;
}

/// The frame of a chart over time: its highest value, and when it begins, is half over, and ends.
void drawAxes(QPainter &painter, const QRectF &plot, int most, const ReportFigures &figures)
{
    painter.setPen(QPen(kLine, 1));
    for (const double share : {0.0, 0.5, 1.0}) {
        const auto y = plot.bottom() - share * plot.height();
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter.setPen(kMuted);
    const QLocale locale;
    painter.drawText(QRectF(0, plot.top() - 8, kLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                     locale.toString(most));
    painter.drawText(QRectF(0, plot.bottom() - 8, kLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                     locale.toString(0));
    const auto length = figures.from.msecsTo(figures.to);
    // A class that was opened again on another day needs the day, too.
    const bool days = figures.from.toLocalTime().date() != figures.to.toLocalTime().date();
    const std::pair<double, Qt::Alignment> marks[] = {
        {0.0, Qt::AlignLeft}, {0.5, Qt::AlignHCenter}, {1.0, Qt::AlignRight}};
    for (const auto &[share, side] : marks) {
        const auto at = figures.from.addMSecs(qRound64(share * double(length))).toLocalTime();
        painter.drawText(QRectF(plot.left(), plot.bottom() + 4, plot.width(), kBelow - 4), side,
                         days ? locale.toString(at, QLocale::ShortFormat)
                              : locale.toString(at.time(), QLocale::ShortFormat));
    }
}

} // namespace

QImage ReportCharts::presence(const ReportFigures &figures)
{
    return drawn({kWidth, kHeight}, [&figures](QPainter &painter) {
        const QRectF plot(kLeft, 10, kWidth - kLeft - 8, kHeight - 10 - kBelow);
        const int most = std::max(1, *std::ranges::max_element(figures.present));
        drawAxes(painter, plot, most, figures);
        const auto step = plot.width() / ReportFigures::kParts;
        QPainterPath area(plot.bottomLeft());
        for (int part = 0; part < ReportFigures::kParts; ++part) {
            const auto y = plot.bottom() - plot.height() * figures.present.at(part) / most;
            area.lineTo(plot.left() + part * step, y);
            area.lineTo(plot.left() + (part + 1) * step, y);
        }
        area.lineTo(plot.bottomRight());
        auto fill = kAccent;
        fill.setAlpha(50);
        painter.fillPath(area, fill);
        painter.strokePath(area, QPen(kAccent, 1.5));
    });
}

QImage ReportCharts::messages(const ReportFigures &figures)
{
    return drawn({kWidth, kHeight}, [&figures](QPainter &painter) {
        const QRectF plot(kLeft, 10, kWidth - kLeft - 8, kHeight - 10 - kBelow);
        const int most = std::max(1, *std::ranges::max_element(figures.messages));
        drawAxes(painter, plot, most, figures);
        const auto step = plot.width() / ReportFigures::kParts;
        for (int part = 0; part < ReportFigures::kParts; ++part) {
            const auto height = plot.height() * figures.messages.at(part) / most;
            painter.fillRect(
                QRectF(plot.left() + part * step + 1, plot.bottom() - height, step - 2, height), kAccent);
        }
    });
}

QImage ReportCharts::poll(const PollFigure &poll)
{
    const auto rows = static_cast<int>(poll.choices.size());
    return drawn({kWidth, std::max(1, rows) * (kBar + 8)}, [&poll, rows](QPainter &painter) {
        constexpr int kWords = 220;
        constexpr int kCount = 90;
        const int most = std::max(1, poll.votes);
        for (int row = 0; row < rows; ++row) {
            const int count = poll.counts.value(row);
            const QRectF line(0, row * (kBar + 8), kWidth, kBar);
            const QRectF words(line.left(), line.top(), kWords, kBar);
            painter.setPen(kText);
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(poll.choices.at(row), Qt::ElideRight, kWords - 8));
            const QRectF whole(kWords, line.top(), kWidth - kWords - kCount, kBar);
            painter.fillRect(whole, QColor(0xece9df));
            painter.fillRect(QRectF(whole.topLeft(), QSizeF(whole.width() * count / most, kBar)), kAccent);
            painter.drawText(QRectF(whole.right() + 8, line.top(), kCount - 8, kBar),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             tr("%1 (%2 %)").arg(count).arg(qRound(100.0 * count / most)));
        }
    });
}

} // namespace lectern
