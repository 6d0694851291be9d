// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/TimelineDelegate.h"

#include "console/models/TimelineModel.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QTextLayout>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

using State = TimelineEntry::State;

namespace {

constexpr int kSide = 20;
constexpr int kAbove = 8;
constexpr int kPadding = 11;
constexpr int kWidest = 620;
constexpr int kFileHeight = 44;
constexpr QSize kPicture(340, 255);
constexpr QSize kPictureUnknown(240, 160);

const TimelineEntry *entryOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const TimelineModel *>(index.model());
    return model ? model->entryAt(index.row()) : nullptr;
}

/// It keeps its place while nobody counts, so that a row is as high whoever comes and goes.
bool hasFooter(const TimelineEntry &entry)
{
    return entry.own || entry.audience == TimelineEntry::Audience::Everyone;
}

bool hasReaders(const QModelIndex &index)
{
    return index.data(TimelineModel::ReadersRole).toInt() > 0;
}

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
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

} // namespace

/// Where everything of a row is; null rectangles for what is not there.
struct TimelineDelegate::Parts
{
    QRect header;
    QRect bubble;
    QRect picture;
    QRect file;
    QRect text;
    QRect progress;
    QRect footer;
    QRect first;  ///< Cancel, or Retry
    QRect second; ///< Remove
    int height = 0;
};

QString TimelineDelegate::headerOf(const TimelineEntry &entry)
{
    QStringList words;
    words << (entry.own ? tr("You") : entry.senderName);
    words << QLocale().toString(entry.at.toLocalTime().time(), QLocale::ShortFormat);
    if (entry.audience == TimelineEntry::Audience::OnePerson) {
        words
            << (entry.own
                    ? tr("only to %1").arg(entry.targetName.isEmpty() ? tr("one student") : entry.targetName)
                    : tr("only to you"));
    } else if (entry.audience == TimelineEntry::Audience::Teachers) {
        words << tr("to the teacher");
    }
    return words.join(u" · "_s);
}

QString TimelineDelegate::footerOf(const QModelIndex &index)
{
    const auto &entry = *entryOf(index);
    switch (entry.state) {
    case State::Uploading:
        return entry.bytesSent < entry.bytesTotal
                   ? tr("Uploading, %1%")
                         .arg(entry.bytesTotal > 0 ? entry.bytesSent * 100 / entry.bytesTotal : 0)
                   : tr("Uploading…");
    case State::Sending:
        return tr("Sending…");
    case State::Failed:
        return tr("Not sent: %1").arg(entry.failure);
    case State::Sent:
        break;
    }
    const auto seen = index.data(TimelineModel::SeenTextRole).toString();
    return seen.isEmpty() && entry.own ? tr("Sent") : seen;
}

QSize TimelineDelegate::textSize(const TimelineEntry &entry, const QFont &font, int width) const
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

TimelineDelegate::Parts TimelineDelegate::layOut(const QModelIndex &index, const QFont &font,
                                                 const QRect &row) const
{
    const auto &entry = *entryOf(index);
    const QFontMetrics small(smaller(font));
    const int most = std::max(120, std::min(kWidest, (row.width() - 2 * kSide) * 4 / 5));
    const int inner = most - 2 * kPadding;
    const auto text = textSize(entry, font, inner);
    const bool isPicture = entry.type == MessageType::Image;
    const bool isFile = entry.type == MessageType::File && entry.attachment;
    const auto picture = isPicture ? pictureSize(entry).boundedTo({inner, kPicture.height()}) : QSize();
    const QFontMetrics metrics(font);
    const int fileWidth =
        isFile ? std::min(inner, std::max(180, 48 + metrics.horizontalAdvance(entry.attachment->name))) : 0;

    Parts parts;
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
        if (entry.state == State::Uploading) {
            parts.progress = place(std::max(parts.bubble.width(), 160), 4);
            y += 4;
        }
        const int firstWidth = entry.state == State::Uploading ? small.horizontalAdvance(tr("Cancel"))
                               : entry.state == State::Failed  ? small.horizontalAdvance(tr("Try again"))
                                                               : 0;
        const int secondWidth = entry.state == State::Failed ? small.horizontalAdvance(tr("Remove")) : 0;
        const int wanted = small.horizontalAdvance(footerOf(index)) + 4;
        const int actions = (firstWidth ? firstWidth + 14 : 0) + (secondWidth ? secondWidth + 14 : 0);
        const auto line = place(std::min(most, wanted + actions), small.height() + 2);
        parts.footer = line.adjusted(0, 0, -actions, 0);
        int x = parts.footer.right() + 1;
        if (firstWidth) parts.first = QRect(x + 14, line.top(), firstWidth, line.height());
        if (firstWidth) x += firstWidth + 14;
        if (secondWidth) parts.second = QRect(x + 14, line.top(), secondWidth, line.height());
    }
    parts.height = y - row.top() + kAbove / 2;
    return parts;
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *entry = entryOf(index);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!entry || !view) return {};
    const int width = view->viewport()->width();
    return {width, layOut(index, view->font(), QRect(0, 0, width, 0)).height};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *entry = entryOf(index);
    if (!entry) return;
    const auto font = option.widget->font();
    const auto parts = layOut(index, font, option.rect);
    const auto &palette = option.palette;
    const auto colors = theme::colors(palette);
    const auto text = palette.color(QPalette::WindowText);
    const auto side = entry->own ? Qt::AlignRight : Qt::AlignLeft;
    const bool current = option.state & QStyle::State_HasFocus;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);

    const auto small = smaller(font);
    painter->setFont(small);
    painter->setPen(entry->audience == TimelineEntry::Audience::OnePerson ? colors.accent : colors.muted);
    const auto header =
        QFontMetrics(small).elidedText(headerOf(*entry), Qt::ElideRight, parts.header.width());
    painter->drawText(parts.header, static_cast<int>(side | Qt::AlignVCenter), header);

    QPainterPath bubble;
    bubble.addRoundedRect(QRectF(parts.bubble).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    painter->fillPath(bubble, entry->own ? colors.ownBubble : colors.otherBubble);
    const bool marked = entry->audience == TimelineEntry::Audience::OnePerson;
    if (entry->state == State::Failed) {
        painter->strokePath(bubble, QPen(colors.danger, 1.5));
    } else if (current) {
        painter->strokePath(bubble, QPen(colors.accent, 2));
    } else if (marked) {
        painter->strokePath(bubble, QPen(colors.accent, 1, Qt::DashLine));
    } else if (!entry->own) {
        painter->strokePath(bubble, QPen(colors.line, 1));
    }

    if (!parts.picture.isNull()) {
        QPainterPath frame;
        frame.addRoundedRect(parts.picture, 6, 6);
        painter->save();
        painter->setClipPath(frame);
        if (entry->thumbnail.isNull()) {
            painter->fillRect(parts.picture, palette.color(QPalette::AlternateBase));
            icons::get(u"picture"_s, icons::Tint::Muted)
                .paint(painter, parts.picture.adjusted(0, 0, 0, 0)
                                    .marginsRemoved({parts.picture.width() / 3, parts.picture.height() / 3,
                                                     parts.picture.width() / 3, parts.picture.height() / 3}));
        } else {
            auto shown = QRect({}, entry->thumbnail.size().scaled(parts.picture.size(), Qt::KeepAspectRatio));
            shown.moveCenter(parts.picture.center());
            painter->drawImage(shown, entry->thumbnail);
        }
        painter->restore();
    }
    if (!parts.file.isNull()) {
        icons::get(u"file"_s, icons::Tint::Accent)
            .paint(painter, QRect(parts.file.left(), parts.file.top() + 8, 28, 28));
        const auto words = parts.file.adjusted(38, 2, 0, -2);
        painter->setFont(font);
        painter->setPen(text);
        painter->drawText(
            words, Qt::AlignLeft | Qt::AlignTop,
            QFontMetrics(font).elidedText(entry->attachment->name, Qt::ElideMiddle, words.width()));
        painter->setFont(small);
        painter->setPen(colors.muted);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                          QLocale().formattedDataSize(entry->attachment->size));
    }
    if (!parts.text.isNull()) {
        QTextLayout layout(forLayout(entry->text), font);
        layOutText(layout, m_textWidth);
        painter->setPen(text);
        layout.draw(painter, parts.text.topLeft());
    }
    if (!parts.progress.isNull()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.line);
        painter->drawRoundedRect(parts.progress, 2, 2);
        auto done = QRectF(parts.progress);
        done.setWidth(done.width() * index.data(TimelineModel::ProgressRole).toDouble());
        painter->setBrush(colors.accent);
        painter->drawRoundedRect(done, 2, 2);
    }
    if (!parts.footer.isNull()) {
        auto link = small;
        link.setUnderline(true);
        painter->setFont(hasReaders(index) ? link : small);
        painter->setPen(entry->state == State::Failed ? colors.danger : colors.muted);
        painter->drawText(
            parts.footer, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(small).elidedText(footerOf(index), Qt::ElideRight, parts.footer.width()));
        painter->setFont(link);
        painter->setPen(colors.accent);
        const auto first = entry->state == State::Failed ? tr("Try again") : tr("Cancel");
        if (!parts.first.isNull()) painter->drawText(parts.first, Qt::AlignLeft | Qt::AlignVCenter, first);
        if (!parts.second.isNull())
            painter->drawText(parts.second, Qt::AlignLeft | Qt::AlignVCenter, tr("Remove"));
    }
    painter->restore();
}

bool TimelineDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    const auto *entry = entryOf(index);
    if (!entry || event->type() != QEvent::MouseButtonRelease) return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton) return false;
    const auto parts = layOut(index, option.widget->font(), option.rect);
    const auto at = mouse->position().toPoint();
    const auto hits = [&at](const QRect &rect) {
        return rect.adjusted(-4, -4, 4, 4).contains(at) && !rect.isNull();
    };
    const auto key = entry->key;
    if (hits(parts.first)) {
        Q_EMIT triggered(entry->state == State::Failed ? Action::Retry : Action::Cancel, key);
    } else if (hits(parts.second)) {
        Q_EMIT triggered(Action::Remove, key);
    } else if (hits(parts.footer) && hasReaders(index)) {
        Q_EMIT triggered(Action::Readers, key);
    } else if (parts.picture.contains(at) || parts.file.contains(at)) {
        Q_EMIT triggered(Action::Open, key);
    } else {
        return false;
    }
    return true;
}

bool TimelineDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                 const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (!entryOf(index)) return false;
    const auto parts = layOut(index, view->font(), option.rect);
    const auto *timeline = qobject_cast<const TimelineModel *>(index.model());
    if (!parts.footer.contains(event->pos()) || !hasReaders(index))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList waiting;
    const auto readers = timeline->readersOf(index.data(TimelineModel::KeyRole).toString());
    for (const auto &reader : readers) {
        if (!reader.seen) waiting.append(reader.name);
    }
    QToolTip::showText(event->globalPos(), namesOf(waiting), view, parts.footer);
    return true;
}

QString TimelineDelegate::namesOf(const QStringList &waiting)
{
    constexpr int kNamed = 10;
    if (waiting.isEmpty()) return tr("Everyone who is here has seen it.");
    const auto more = static_cast<int>(waiting.size()) - kNamed;
    const auto names = waiting.mid(0, kNamed).join(u", "_s);
    return more > 0 ? tr("Not seen by %1 and %n more", nullptr, more).arg(names)
                    : tr("Not seen by %1").arg(names);
}

} // namespace lectern
