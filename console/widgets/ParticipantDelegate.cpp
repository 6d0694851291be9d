// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ParticipantDelegate.h"

#include "console/models/ParticipantsModel.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace lectern {

void ParticipantDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const bool online = index.data(ParticipantsModel::OnlineRole).toBool();
    const bool hand = index.data(ParticipantsModel::HandRaisedAtRole).toDateTime().isValid();
    const auto type = static_cast<PersonType>(index.data(ParticipantsModel::TypeRole).toInt());
    const bool selected = option.state & QStyle::State_Selected;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    auto box = QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(selected ? QPen(colors.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(selected ? colors.ownBubble : option.palette.color(QPalette::AlternateBase));
        painter->drawRoundedRect(box, 8, 8);
    }

    const QRect mark(option.rect.left() + 12, option.rect.center().y() - 9, 18, 18);
    if (hand) {
        icons::get(u"hand"_s, icons::Tint::Warning).paint(painter, mark);
    } else {
        painter->setPen(online ? QPen(Qt::NoPen) : QPen(colors.muted, 1.5));
        painter->setBrush(online ? QBrush(colors.success) : QBrush(Qt::NoBrush));
        painter->drawEllipse(QPointF(mark.center()) + QPointF(0.5, 0.5), 4.5, 4.5);
    }

    auto small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    const auto time = [](const QVariant &when) {
        return QLocale().toString(when.toDateTime().toLocalTime().time(), QLocale::ShortFormat);
    };
    QString note;
    if (!online) {
        note = tr("left %1").arg(time(index.data(ParticipantsModel::LeftAtRole)));
    } else if (index.data(ParticipantsModel::SelfRole).toBool()) {
        note = tr("you");
    } else if (type == PersonType::Teacher) {
        note = tr("teacher");
    } else {
        note = time(index.data(ParticipantsModel::JoinedAtRole));
    }
    const auto words = option.rect.adjusted(40, 0, -12, 0);
    painter->setFont(small);
    painter->setPen(colors.muted);
    painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, note);

    auto font = option.font;
    font.setBold(hand || type == PersonType::Teacher);
    painter->setFont(font);
    painter->setPen(online ? option.palette.color(QPalette::WindowText) : colors.muted);
    const auto room = words.adjusted(0, 0, -QFontMetrics(small).horizontalAdvance(note) - 10, 0);
    const auto name = QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, room.width());
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->restore();
}

QSize ParticipantDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, option.fontMetrics.height() + 18};
}

} // namespace lectern
