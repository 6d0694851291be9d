// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/TimelineDelegate.h"

#include "console/models/TimelineModel.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/TimelineWords.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kHeightsKept = 10'000;

bool hasReaders(const QModelIndex &index)
{
    return index.data(TimelineModel::ReadersRole).toInt() > 0;
}

/// A row under the brush.
struct Stroke
{
    QPainter *painter;
    const TimelineEntry &entry;
    const TimelineParts &parts;
    QPalette palette;
    theme::Colors colors;
    QFont font;
    QFont small;
};

void drawElided(const Stroke &row, const QRect &place, Qt::Alignment side, const QString &text,
                Qt::TextElideMode mode = Qt::ElideRight)
{
    const auto shown = row.painter->fontMetrics().elidedText(text, mode, place.width());
    row.painter->drawText(place, static_cast<int>(side), shown);
}

void paintHeader(const Stroke &row)
{
    const bool isPrivate = row.entry.audience == TimelineEntry::Audience::OnePerson;
    row.painter->setFont(row.small);
    row.painter->setPen(isPrivate ? row.colors.accent : row.colors.muted);
    drawElided(row, row.parts.header, (row.entry.own ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
               TimelineWords::header(row.entry));
}

void paintBubble(const Stroke &row, bool current)
{
    QPainterPath bubble;
    bubble.addRoundedRect(QRectF(row.parts.bubble).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    row.painter->fillPath(bubble, row.entry.own ? row.colors.ownBubble : row.colors.otherBubble);
    if (row.entry.hasFailed()) {
        row.painter->strokePath(bubble, QPen(row.colors.danger, 1.5));
    } else if (current) {
        row.painter->strokePath(bubble, QPen(row.colors.accent, 2));
    } else if (row.entry.audience == TimelineEntry::Audience::OnePerson) {
        row.painter->strokePath(bubble, QPen(row.colors.accent, 1, Qt::DashLine));
    } else if (!row.entry.own) {
        row.painter->strokePath(bubble, QPen(row.colors.line, 1));
    }
}

void paintPlaceholder(const Stroke &row)
{
    const auto &place = row.parts.picture;
    const auto words = TimelineWords::file(row.entry);
    const bool failed = row.entry.hasFile(AttachmentState::Failed);
    const int side = std::min(place.width(), place.height()) / 3;
    QRect sign(0, 0, side, side);
    sign.moveCenter(place.center() - QPoint(0, words.isEmpty() ? 0 : side / 3));
    row.painter->fillRect(place, row.palette.color(QPalette::AlternateBase));
    icons::get(failed ? u"warning"_s : u"picture"_s, failed ? icons::Tint::Warning : icons::Tint::Muted)
        .paint(row.painter, sign);
    row.painter->setFont(row.small);
    row.painter->setPen(row.colors.muted);
    const QRect below(place.left() + 8, sign.bottom() + 8, place.width() - 16,
                      place.bottom() - sign.bottom() - 8);
    row.painter->drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, words);
}

void paintPicture(const Stroke &row)
{
    if (row.parts.picture.isNull()) return;
    QPainterPath frame;
    frame.addRoundedRect(row.parts.picture, 6, 6);
    row.painter->save();
    row.painter->setClipPath(frame);
    if (row.entry.thumbnail.isNull()) {
        paintPlaceholder(row);
    } else {
        const auto size = row.entry.thumbnail.size().scaled(row.parts.picture.size(), Qt::KeepAspectRatio);
        QRect shown({}, size);
        shown.moveCenter(row.parts.picture.center());
        row.painter->drawImage(shown, row.entry.thumbnail);
    }
    row.painter->restore();
}

void paintFile(const Stroke &row)
{
    const auto &place = row.parts.file;
    if (place.isNull()) return;
    const bool isVideo = row.entry.attachment->contentType.startsWith("video/"_L1);
    icons::get(isVideo ? u"video"_s : u"file"_s, icons::Tint::Accent)
        .paint(row.painter, QRect(place.left(), place.top() + 8, 28, 28));
    const auto words = place.adjusted(38, 2, 0, -2);
    row.painter->setFont(row.font);
    row.painter->setPen(row.palette.color(QPalette::WindowText));
    drawElided(row, words, Qt::AlignLeft | Qt::AlignTop, row.entry.attachment->name, Qt::ElideMiddle);
    row.painter->setFont(row.small);
    row.painter->setPen(row.colors.muted);
    drawElided(row, words, Qt::AlignLeft | Qt::AlignBottom, TimelineWords::file(row.entry));
}

void paintProgress(const Stroke &row, double progress)
{
    if (row.parts.progress.isNull()) return;
    auto done = QRectF(row.parts.progress);
    done.setWidth(done.width() * progress);
    row.painter->setPen(Qt::NoPen);
    row.painter->setBrush(row.colors.line);
    row.painter->drawRoundedRect(row.parts.progress, 2, 2);
    row.painter->setBrush(row.entry.interrupted ? row.colors.warning : row.colors.accent);
    row.painter->drawRoundedRect(done, 2, 2);
}

void paintFooter(const Stroke &row, const QModelIndex &index)
{
    if (row.parts.footer.isNull()) return;
    auto link = row.small;
    link.setUnderline(true);
    row.painter->setFont(hasReaders(index) && !row.entry.isUploading() ? link : row.small);
    row.painter->setPen(row.entry.hasFailed() ? row.colors.danger : row.colors.muted);
    drawElided(row, row.parts.footer, Qt::AlignLeft | Qt::AlignVCenter, TimelineWords::footer(index));
    row.painter->setFont(link);
    row.painter->setPen(row.colors.accent);
    const auto actions = TimelineWords::actions(row.entry);
    for (int action = 0; action < actions.size(); ++action)
        row.painter->drawText(row.parts.actions.at(action), Qt::AlignLeft | Qt::AlignVCenter,
                              actions.at(action));
}

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const auto *entry = TimelineLayout::entryOf(index);
    if (!entry || !view) return {};
    const int width = view->viewport()->width();
    if (std::exchange(m_heightsWidth, width) != width || m_heights.size() > kHeightsKept) m_heights.clear();
    auto known = m_heights.constFind(entry->key);
    if (known == m_heights.constEnd()) {
        known = m_heights.insert(entry->key, m_layout.of(index, view->font(), QRect(0, 0, width, 0)).height);
    }
    return {width, *known};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *entry = TimelineLayout::entryOf(index);
    if (!entry) return;
    const auto font = option.widget->font();
    const auto parts = m_layout.of(index, font, option.rect);
    const Stroke row{painter,
                     *entry,
                     parts,
                     option.palette,
                     theme::colors(option.palette),
                     font,
                     TimelineLayout::smallFont(font)};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    paintHeader(row);
    paintBubble(row, option.state & QStyle::State_HasFocus);
    paintPicture(row);
    paintFile(row);
    if (!parts.text.isNull()) {
        painter->setPen(option.palette.color(QPalette::WindowText));
        m_layout.drawText(painter, *entry, font, parts.text.topLeft(), row.colors.accent);
    }
    paintProgress(row, index.data(TimelineModel::ProgressRole).toDouble());
    paintFooter(row, index);
    painter->restore();
}

bool TimelineDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    const auto *entry = TimelineLayout::entryOf(index);
    if (!entry || event->type() != QEvent::MouseButtonRelease) return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton) return false;
    const auto parts = m_layout.of(index, option.widget->font(), option.rect);
    const auto at = mouse->position().toPoint();
    const auto hits = [&at](const QRect &rect) {
        return !rect.isNull() && rect.adjusted(-4, -4, 4, 4).contains(at);
    };
    const auto key = entry->key;
    if (hits(parts.actions.value(0))) {
        Q_EMIT triggered(entry->canBeRetried() ? Action::Retry : Action::Cancel, key);
    } else if (hits(parts.actions.value(1))) {
        Q_EMIT triggered(Action::Remove, key);
    } else if (hits(parts.footer) && hasReaders(index)) {
        Q_EMIT triggered(Action::Readers, key);
    } else if (const auto link =
                   m_layout.linkAt(*entry, option.widget->font(), mouse->position() - parts.text.topLeft());
               !link.isEmpty()) {
        Q_EMIT linkClicked(link);
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
    if (!TimelineLayout::entryOf(index)) return false;
    const auto parts = m_layout.of(index, view->font(), option.rect);
    if (!parts.footer.contains(event->pos()) || !hasReaders(index))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), TimelineWords::missing(index), view, parts.footer);
    return true;
}

} // namespace lectern
