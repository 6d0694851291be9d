// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/TimelineLayout.h"

#include "console/models/TextLinks.h"
#include "console/models/TimelineModel.h"
#include "console/widgets/TimelineWords.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <cmath>

namespace lectern {

namespace {

constexpr int kSide = 20;
constexpr int kAbove = 8;
constexpr int kPadding = 11;
constexpr int kWidest = 620;
constexpr int kFileHeight = 44;
constexpr int kProgressWidth = 160;
constexpr int kActionGap = 14;
constexpr QSize kPicture(340, 255);
constexpr QSize kPictureUnknown(240, 160);

/// It keeps its place while nobody counts, so that a row is as high whoever comes and goes.
bool hasFooter(const TimelineEntry &entry)
{
    return entry.own || entry.audience == TimelineEntry::Audience::Everyone;
}

QSize pictureSize(const TimelineEntry &entry)
{
    auto size = entry.thumbnail.size();
    if (entry.attachment && entry.attachment->width > 0) {
        size = {entry.attachment->width, entry.attachment->height};
    }
    if (size.isEmpty()) return kPictureUnknown;
    if (size.width() <= kPicture.width() && size.height() <= kPicture.height())
        return size.expandedTo({48, 48});
    return size.scaled(kPicture, Qt::KeepAspectRatio).expandedTo({48, 48});
}

QSizeF layOutText(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    double widest = 0;
    for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {widest, y};
}

QString forLayout(const QString &text)
{
    return QString(text).replace(u'\n', QChar::LineSeparator);
}

/// The footer's text, and behind it what can be done.
void placeFooter(TimelineParts &parts, const QStringList &actions, const QFontMetrics &small,
                 const QRect &line)
{
    int right = line.right() + 1;
    for (auto action = actions.size() - 1; action >= 0; --action) {
        const auto width = small.horizontalAdvance(actions.at(action));
        parts.actions.prepend(QRect(right - width, line.top(), width, line.height()));
        right -= width + kActionGap;
    }
    parts.footer = line;
    parts.footer.setRight(right - 1);
}

} // namespace

const TimelineEntry *TimelineLayout::entryOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const TimelineModel *>(index.model());
    return model ? model->entryAt(index.row()) : nullptr;
}

QFont TimelineLayout::smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

QSize TimelineLayout::textSize(const TimelineEntry &entry, const QFont &font, int width) const
{
    if (entry.text.isEmpty()) return {};
    if (width != m_textWidth || m_textSizes.size() > 20'000) m_textSizes.clear();
    m_textWidth = width;
    auto &size = m_textSizes[entry.key];
    if (size.isEmpty()) {
        QTextLayout layout(forLayout(entry.text), font);
        const auto exact = layOutText(layout, width);
        size = {static_cast<int>(std::ceil(exact.width())) + 1, static_cast<int>(std::ceil(exact.height()))};
    }
    return size;
}

void TimelineLayout::drawText(QPainter *painter, const TimelineEntry &entry, const QFont &font,
                              const QPoint &at, const QColor &linkColor) const
{
    QTextLayout layout(forLayout(entry.text), font);
    QList<QTextLayout::FormatRange> formats;
    const auto links = linksIn(entry.text);
    for (const auto &link : links) {
        QTextCharFormat format;
        format.setForeground(linkColor);
        format.setFontUnderline(true);
        formats.append({static_cast<int>(link.start), static_cast<int>(link.length), format});
    }
    layout.setFormats(formats);
    layOutText(layout, m_textWidth);
    layout.draw(painter, at);
}

QUrl TimelineLayout::linkAt(const TimelineEntry &entry, const QFont &font, const QPointF &position) const
{
    const auto links = linksIn(entry.text);
    if (links.isEmpty()) return {};
    QTextLayout layout(forLayout(entry.text), font);
    layOutText(layout, m_textWidth);
    for (int row = 0; row < layout.lineCount(); ++row) {
        const auto line = layout.lineAt(row);
        if (!line.naturalTextRect().contains(position)) continue;
        const auto cursor = line.xToCursor(position.x(), QTextLine::CursorOnCharacter);
        for (const auto &link : links) {
            if (cursor >= link.start && cursor < link.start + link.length) return link.url;
        }
    }
    return {};
}

TimelineParts TimelineLayout::of(const QModelIndex &index, const QFont &font, const QRect &row) const
{
    const auto &entry = *entryOf(index);
    const QFontMetrics small(smallFont(font));
    const int most = std::max(120, std::min(kWidest, (row.width() - 2 * kSide) * 4 / 5));
    const int inner = most - 2 * kPadding;
    const auto text = textSize(entry, font, inner);
    const bool isPicture = entry.type == MessageType::Image;
    const bool isFile = entry.type == MessageType::File && entry.attachment;
    const auto picture = isPicture ? pictureSize(entry).boundedTo({inner, kPicture.height()}) : QSize();
    const QFontMetrics metrics(font);
    const int fileWidth =
        isFile ? std::min(inner, std::max(180, 48 + metrics.horizontalAdvance(entry.attachment->name))) : 0;

    TimelineParts parts;
    int y = row.top() + kAbove;
    const auto place = [&](int width, int height) {
        const QRect rect(entry.own ? row.right() - kSide - width + 1 : row.left() + kSide, y, width, height);
        y += height;
        return rect;
    };
    parts.header = place(most, small.height());
    y += 4;
    int contentHeight = text.height() + picture.height() + (isFile ? kFileHeight : 0);
    if (!text.isEmpty() && (isPicture || isFile)) contentHeight += 8;
    const int contentWidth = std::max({text.width(), picture.width(), fileWidth, 24});
    parts.bubble = place(contentWidth + 2 * kPadding, contentHeight + 2 * kPadding - 2);
    const auto content = parts.bubble.adjusted(kPadding, kPadding - 1, -kPadding, 1 - kPadding);
    if (isPicture) parts.picture = QRect(content.topLeft(), picture);
    if (isFile) parts.file = QRect(content.left(), content.top(), content.width(), kFileHeight);
    if (!text.isEmpty()) {
        parts.text = QRect(QPoint(content.left(), content.bottom() + 1 - text.height()),
                           QSize(content.width(), text.height()));
    }
    if (hasFooter(entry)) {
        y += 4;
        if (entry.isUploading()) {
            parts.progress = place(std::max(parts.bubble.width(), kProgressWidth), 4);
            y += 4;
        }
        int wanted = small.horizontalAdvance(TimelineWords::footer(index)) + 4;
        const auto actions = TimelineWords::actions(entry);
        for (const auto &action : actions)
            wanted += small.horizontalAdvance(action) + kActionGap;
        placeFooter(parts, actions, small, place(std::min(most, wanted), small.height() + 2));
    }
    parts.height = y - row.top() + kAbove / 2;
    return parts;
}

} // namespace lectern
