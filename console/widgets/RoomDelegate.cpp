// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/RoomDelegate.h"

#include "console/models/RoomListModel.h"
#include "console/style/Theme.h"

#include <QtCore/QDateTime>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString openText(const QModelIndex &index)
{
    return index.data(RoomListModel::OpenRole).toBool() ? RoomDelegate::tr("Go on")
                                                        : RoomDelegate::tr("Open again");
}

QRect openButton(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const int width = option.fontMetrics.horizontalAdvance(openText(index)) + 28;
    const int height = option.fontMetrics.height() + 14;
    return {option.rect.right() - 12 - width, option.rect.center().y() - height / 2, width, height};
}

} // namespace

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const bool open = index.data(RoomListModel::OpenRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(selected ? QPen(colors.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(selected ? colors.ownBubble : option.palette.color(QPalette::AlternateBase));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
    }

    const auto button = openButton(option, index);
    painter->setPen(QPen(colors.accent, 1));
    painter->setBrush(option.palette.color(QPalette::Base));
    painter->drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter->setFont(option.font);
    painter->setPen(colors.accent);
    painter->drawText(button, Qt::AlignCenter, openText(index));

    auto words = option.rect.adjusted(16, 10, -16, -10);
    words.setRight(button.left() - 16);
    auto small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    auto code = option.font;
    code.setBold(true);
    code.setLetterSpacing(QFont::AbsoluteSpacing, 2);
    const auto codeText = index.data(RoomListModel::IdRole).toString();
    const int codeWidth = QFontMetrics(code).horizontalAdvance(codeText);
    painter->setFont(code);
    painter->setPen(open ? colors.accent : colors.muted);
    painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, codeText);

    const auto left = words.adjusted(0, 0, -codeWidth - 16, 0);
    auto name = option.font;
    name.setBold(true);
    painter->setFont(name);
    painter->setPen(open ? option.palette.color(QPalette::WindowText) : colors.muted);
    painter->drawText(left, Qt::AlignLeft | Qt::AlignTop,
                      QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideRight, left.width()));

    const auto when = [](const QVariant &time) {
        return QLocale().toString(time.toDateTime().toLocalTime(), QLocale::ShortFormat);
    };
    const auto note = open ? tr("Open since %1").arg(when(index.data(RoomListModel::CreatedAtRole))) +
                                 u" · "_s +
                                 tr("%n in it", nullptr, index.data(RoomListModel::ParticipantsRole).toInt())
                           : tr("Ended %1").arg(when(index.data(RoomListModel::EndedAtRole)));
    painter->setFont(small);
    painter->setPen(colors.muted);
    painter->drawText(left, Qt::AlignLeft | Qt::AlignBottom,
                      QFontMetrics(small).elidedText(note, Qt::ElideRight, left.width()));
    painter->restore();
}

bool RoomDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease) return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton) return false;
    if (!openButton(option, index).contains(mouse->position().toPoint())) return false;
    Q_EMIT openClicked(index);
    return true;
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, 2 * option.fontMetrics.height() + 28};
}

} // namespace lectern
