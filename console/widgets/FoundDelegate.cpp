// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/FoundDelegate.h"

#include "console/models/FoundModel.h"
#include "console/style/Theme.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Begins so that what was found is to be seen.
QString excerpt(const QString &text, const QString &wanted)
{
    constexpr int kBefore = 24;
    const auto at = text.indexOf(wanted, 0, Qt::CaseInsensitive);
    return at <= kBefore ? text : u"…"_s + text.mid(at - kBefore);
}

void drawMarked(QPainter *painter, const QRect &place, const QString &text, const QString &wanted,
                const theme::Colors &colors)
{
    const auto shown = QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, place.width());
    QTextLayout layout(shown, painter->font());
    QTextLayout::FormatRange mark;
    mark.start = static_cast<int>(shown.indexOf(wanted, 0, Qt::CaseInsensitive));
    mark.length = static_cast<int>(wanted.size());
    mark.format.setForeground(colors.accent);
    mark.format.setFontWeight(QFont::Bold);
    if (mark.start >= 0) layout.setFormats({mark});
    layout.beginLayout();
    layout.createLine().setLineWidth(2.0 * place.width());
    layout.endLayout();
    layout.draw(painter, place.topLeft());
}

} // namespace

void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto colors = theme::colors(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(selected ? QPen(colors.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(selected ? colors.ownBubble : option.palette.color(QPalette::AlternateBase));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
    }
    const auto words = option.rect.adjusted(14, 8, -14, -8);
    auto small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    const auto at = index.data(FoundModel::TimeRole).toDateTime().toLocalTime();
    painter->setFont(small);
    painter->setPen(colors.muted);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop,
                      index.data(FoundModel::SenderNameRole).toString() + u" · "_s +
                          QLocale().toString(at, QLocale::ShortFormat));
    painter->setFont(option.font);
    painter->setPen(option.palette.color(QPalette::WindowText));
    const QRect line(words.left(), words.bottom() - option.fontMetrics.height(), words.width(),
                     option.fontMetrics.height());
    drawMarked(painter, line, excerpt(index.data().toString(), m_text), m_text, colors);
    painter->restore();
}

QSize FoundDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, 2 * option.fontMetrics.height() + 22};
}

} // namespace lectern
