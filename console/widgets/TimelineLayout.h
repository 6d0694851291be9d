// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtCore/QHash>
#include <QtCore/QModelIndex>
#include <QtCore/QUrl>
#include <QtGui/QColor>
#include <QtGui/QFont>

class QPainter;

namespace lectern {

/// Where everything of a message is; null rectangles for what is not there.
struct TimelineParts
{
    QRect header;
    QRect bubble;
    QRect picture;
    QRect file;
    QRect text;
    QRect progress;
    QRect footer;
    QList<QRect> actions; ///< as TimelineWords has them
    int height = 0;
};

/// Arranges the rows of the timeline.
class TimelineLayout
{
public:
    /// `row` is as wide as the view.
    TimelineParts of(const QModelIndex &index, const QFont &font, const QRect &row) const;
    /// The text of a message, broken as of() has measured it; addresses in it are drawn as links.
    void drawText(QPainter *painter, const TimelineEntry &entry, const QFont &font, const QPoint &at,
                  const QColor &linkColor) const;
    /// The link in a message's text at `position`, counted from the text's corner; empty for none.
    QUrl linkAt(const TimelineEntry &entry, const QFont &font, const QPointF &position) const;

    static QFont smallFont(QFont font);
    /// Null where the model is no timeline.
    static const TimelineEntry *entryOf(const QModelIndex &index);

private:
    QSize textSize(const TimelineEntry &entry, const QFont &font, int width) const;

    mutable QHash<QString, QSize> m_textSizes; ///< laying out text is the dear part of a size hint
    mutable int m_textWidth = 0;
};

} // namespace lectern
