// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PlanDelegate.h"

#include "console/models/LessonPlan.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QTextLayout>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QSize kPicture(64, 48);

int signSide(const QFontMetrics &metrics)
{
    return std::max(24, metrics.height() + 4);
}

void drawSign(QPainter *painter, const QRect &row, const QStyleOptionViewItem &option,
              const QModelIndex &index)
{
    const auto colors = theme::colors(option.palette);
    const auto side = signSide(option.fontMetrics);
    QRect sign(row.left(), 0, side, side);
    sign.moveCenter({sign.center().x(), row.center().y()});
    if (index.data(LessonPlan::PushedAtRole).toDateTime().isValid()) {
        icons::get(u"check"_s, icons::Tint::Muted).paint(painter, sign.adjusted(3, 3, -3, -3));
        return;
    }
    const bool next = index.data(LessonPlan::NextRole).toBool();
    auto font = option.font;
    font.setBold(next);
    painter->setFont(font);
    painter->setPen(Qt::NoPen);
    painter->setBrush(next ? QBrush(colors.accent) : Qt::NoBrush);
    painter->drawEllipse(sign);
    painter->setPen(next ? colors.onAccent : colors.muted);
    painter->drawText(sign, Qt::AlignCenter, QString::number(index.row() + 1));
}

// Two lines say what it is; the rest is in the tooltip.
void drawTwoLines(QPainter *painter, const QRect &place, const QFontMetrics &metrics, const QString &text)
{
    QTextLayout layout(text, painter->font());
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrapping);
    layout.beginLayout();
    auto line = layout.createLine();
    if (line.isValid()) line.setLineWidth(place.width());
    layout.endLayout();
    const auto end = line.isValid() ? line.textLength() : 0;
    const auto rest = metrics.elidedText(text.mid(end), Qt::ElideRight, place.width());
    const auto lines = rest.isEmpty() ? text : text.left(end) + u'\n' + rest;
    painter->drawText(place, Qt::AlignVCenter, lines);
}

void drawPicture(QPainter *painter, const QRect &place, const QStyleOptionViewItem &option,
                 const QModelIndex &index)
{
    const auto thumbnail = index.data(LessonPlan::ThumbnailRole).value<QImage>();
    QPainterPath frame;
    frame.addRoundedRect(place, 4, 4);
    painter->save();
    painter->setClipPath(frame);
    painter->fillRect(place, option.palette.color(QPalette::AlternateBase));
    if (thumbnail.isNull()) {
        QRect sign(0, 0, 22, 22);
        sign.moveCenter(place.center());
        icons::get(u"file"_s, icons::Tint::Muted).paint(painter, sign);
    } else {
        QRect shown({}, thumbnail.size().scaled(place.size(), Qt::KeepAspectRatio));
        shown.moveCenter(place.center());
        painter->drawImage(shown, thumbnail);
    }
    painter->restore();
}

} // namespace

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool pushed = index.data(LessonPlan::PushedAtRole).toDateTime().isValid();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(selected ? QPen(colors.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(selected ? colors.ownBubble : option.palette.color(QPalette::AlternateBase));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
    }
    const auto row = option.rect.adjusted(8, 8, -8, -8);
    drawSign(painter, row, option, index);
    auto words = row.adjusted(signSide(option.fontMetrics) + 8, 0, 0, 0);
    if (!index.data(LessonPlan::FileNameRole).toString().isEmpty()) {
        QRect place({}, kPicture);
        place.moveTo(words.left(), row.center().y() - kPicture.height() / 2);
        drawPicture(painter, place, option, index);
        words.setLeft(place.right() + 8);
    }
    painter->setFont(option.font);
    painter->setPen(pushed ? colors.muted : option.palette.color(QPalette::WindowText));
    drawTwoLines(painter, words, option.fontMetrics, index.data().toString().simplified());
    painter->restore();
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, std::max(kPicture.height(), 2 * option.fontMetrics.height()) + 16};
}

} // namespace lectern
