// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ParticipantDelegate.h"

#include "console/models/ParticipantsModel.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QFont smallFont(const QFont &font)
{
    auto small = font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    return small;
}

void write(QPainter *painter, const QRect &place, const QFont &font, const QColor &color, const QString &text,
           Qt::Alignment side = Qt::AlignLeft)
{
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(place, side | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
}

} // namespace

void ParticipantDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const bool online = index.data(ParticipantsModel::OnlineRole).toBool();
    const bool hand = index.data(ParticipantsModel::HandPlaceRole).toInt() > 0;
    const bool selected = option.state & QStyle::State_Selected;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto box = QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5);
    if (selected || m_tiles || (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus))) {
        const auto edge = selected || (option.state & QStyle::State_HasFocus) ? QPen(colors.accent, 1.5)
                          : m_tiles                                           ? QPen(colors.line)
                                                                              : QPen(Qt::NoPen);
        painter->setPen(edge);
        painter->setBrush(selected ? colors.ownBubble : option.palette.color(QPalette::AlternateBase));
        painter->drawRoundedRect(box, 8, 8);
    }
    const auto small = smallFont(option.font);
    auto font = option.font;
    font.setBold(hand || index.data(ParticipantsModel::TypeRole).toInt() == int(PersonType::Teacher));
    font.setStrikeOut(index.data(ParticipantsModel::PulledRole).toBool());
    const auto ink = online ? option.palette.color(QPalette::WindowText) : colors.muted;
    const auto lineHeight = QFontMetrics(font).height();
    const auto smallHeight = QFontMetrics(small).height();
    const auto top = option.rect.top() + (option.rect.height() - lineHeight - smallHeight - 2) / 2;
    const auto side = std::max(18, lineHeight);
    const auto words = option.rect.adjusted(12 + side + 10, 0, -12, 0);
    const QRect first(words.left(), top, words.width(), lineHeight);
    const QRect second(words.left(), top + lineHeight + 2, words.width(), smallHeight);

    const QRect mark(option.rect.left() + 12, first.center().y() - side / 2, side, side);
    paintMark(painter, mark, QRect(mark.left(), second.top(), side, smallHeight), option, index);
    const auto note = index.data(ParticipantsModel::NoteRole).toString();
    const auto noteWidth = m_tiles ? 0 : QFontMetrics(small).horizontalAdvance(note) + 8;
    if (!m_tiles) write(painter, first, small, colors.muted, note, Qt::AlignRight);
    write(painter, first.adjusted(0, 0, -noteWidth, 0), font, ink, index.data().toString());
    const auto line = index.data(ParticipantsModel::LineRole).toString();
    write(painter, second, small, colors.muted, m_tiles && line.isEmpty() ? note : line);
    painter->restore();
}

void ParticipantDelegate::paintMark(QPainter *painter, const QRect &place, const QRect &below,
                                    const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const auto hand = index.data(ParticipantsModel::HandPlaceRole).toInt();
    if (hand > 0) {
        icons::get(u"hand"_s, icons::Tint::Warning).paint(painter, place);
        auto font = smallFont(option.font);
        font.setBold(true);
        write(painter, below, font, colors.warning, QString::number(hand), Qt::AlignHCenter);
        return;
    }
    const bool online = index.data(ParticipantsModel::OnlineRole).toBool();
    const auto center = QRectF(place).center();
    const auto unit = place.width() / 18.0;
    painter->setPen(online ? QPen(Qt::NoPen) : QPen(colors.muted, 1.5));
    painter->setBrush(online ? QBrush(colors.success) : QBrush(Qt::NoBrush));
    painter->drawEllipse(center, 4.5 * unit, 4.5 * unit);
    if (!index.data(ParticipantsModel::BehindRole).toBool()) return;
    painter->setPen(QPen(colors.warning, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawEllipse(center, 8 * unit, 8 * unit);
}

QSize ParticipantDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto height =
        QFontMetrics(option.font).height() + QFontMetrics(smallFont(option.font)).height() + 16;
    return {m_tiles && m_tileWidth > 0 ? m_tileWidth : 120, height};
}

} // namespace lectern
