// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PlanDelegate.h"

#include "console/models/LessonPlan.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kSign = 24;
constexpr QSize kPicture(64, 48);

void drawSign(QPainter *painter, const QRect &row, const QStyleOptionViewItem &option,
              const QModelIndex &index)
{
    const auto colors = theme::colors(option.palette);
    QRect sign(row.left(), 0, kSign, kSign);
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
    auto words = row.adjusted(kSign + 8, 0, 0, 0);
    if (!index.data(LessonPlan::FileNameRole).toString().isEmpty()) {
        QRect place({}, kPicture);
        place.moveTo(words.left(), row.center().y() - kPicture.height() / 2);
        drawPicture(painter, place, option, index);
        words.setLeft(place.right() + 8);
    }
    painter->setFont(option.font);
    painter->setPen(pushed ? colors.muted : option.palette.color(QPalette::WindowText));
    // Two lines say what it is; the rest is in the tooltip.
    const auto text = index.data().toString().simplified();
    const auto shown =
        option.fontMetrics.elidedText(text, Qt::ElideRight, 2 * words.width() - words.width() / 5);
    painter->drawText(words, Qt::AlignVCenter | Qt::TextWrapAnywhere | Qt::TextWordWrap, shown);
    painter->restore();
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, std::max(kPicture.height(), 2 * option.fontMetrics.height()) + 16};
}

} // namespace lectern
