// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/widgets/TimelineLayout.h"

#include <QtWidgets/QStyledItemDelegate>

namespace lectern {

/// Draws a message: who and when, the bubble, how far it is or who has seen it, with what can be done about
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

    /// The rows may have another height now: the message of that key, or all.
    void forgetHeight(const QString &key) { m_heights.remove(key); }
    void forgetHeights() { m_heights.clear(); }

Q_SIGNALS:
    void triggered(lectern::TimelineDelegate::Action action, const QString &key);
    void linkClicked(const QUrl &url);

private:
    TimelineLayout m_layout;
    /// By key, for one width: a list view asks for every row whenever one comes or goes.
    mutable QHash<QString, int> m_heights;
    mutable int m_heightsWidth = 0;
};

} // namespace lectern
