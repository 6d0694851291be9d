// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtWidgets/QStyledItemDelegate>

namespace lectern {

/// Draws a message: who and when, the bubble, and for own ones how far they are, with what can be done about
/// it.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Action { Open, Cancel, Retry, Remove, Readers };
    Q_ENUM(Action)

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

Q_SIGNALS:
    void triggered(lectern::TimelineDelegate::Action action, const QString &key);

private:
    struct Parts;

    Parts layOut(const QModelIndex &index, const QFont &font, const QRect &row) const;
    QSize textSize(const TimelineEntry &entry, const QFont &font, int width) const;
    static QString headerOf(const TimelineEntry &entry);
    static QString footerOf(const QModelIndex &index);
    static QString namesOf(const QStringList &waiting);

    mutable QHash<QString, QSize> m_textSizes; ///< laying out text is the dear part of a size hint
    mutable int m_textWidth = 0;
};

} // namespace lectern
