// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace lectern {

/// Draws a person, as a row or as a tile: here or gone, hand up and which in the queue, name, since when,
/// and what they wrote last; a mark for who has not seen the newest message.
class ParticipantDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTiles(bool tiles) { m_tiles = tiles; }
    void setTileWidth(int pixels) { m_tileWidth = pixels; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMark(QPainter *painter, const QRect &place, const QRect &below,
                   const QStyleOptionViewItem &option, const QModelIndex &index) const;

    bool m_tiles = false;
    int m_tileWidth = 0;
};

} // namespace lectern
