// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/TimelineView.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>

using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr int kRowsKept = 1000; ///< while nobody looks further back; the history has the others

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QListView(parent)
    , m_delegate(new TimelineDelegate(this))
    , m_empty(new QLabel)
{
    setItemDelegate(m_delegate);
    connect(m_delegate, &TimelineDelegate::triggered, this, &TimelineView::triggered);
    connect(m_delegate, &TimelineDelegate::linkClicked, this, &TimelineView::linkClicked);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    verticalScrollBar()->setSingleStep(24);
    m_empty->setObjectName(QStringLiteral("timelineEmpty"));
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignVCenter);
    auto *middle = new QHBoxLayout(viewport());
    middle->setContentsMargins(24, 24, 24, 24);
    middle->addStretch(1);
    middle->addWidget(m_empty, 6);
    middle->addStretch(1);

    m_thumbnailTimer.setSingleShot(true);
    m_thumbnailTimer.setInterval(30ms);
    connect(&m_thumbnailTimer, &QTimer::timeout, this, &TimelineView::askForThumbnails);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int most) { onRangeChanged(most); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_stick = value >= verticalScrollBar()->maximum() - 8;
        m_thumbnailTimer.start();
        Q_EMIT scrolled();
    });
}

void TimelineView::setTimeline(TimelineModel *timeline)
{
    if (m_timeline) m_timeline->disconnect(this);
    m_timeline = timeline;
    m_stick = true;
    setModel(timeline);
    showEmpty();
    if (!timeline) return;
    connect(timeline, &TimelineModel::rowsInserted, this, &TimelineView::showEmpty);
    connect(timeline, &TimelineModel::rowsRemoved, this, &TimelineView::showEmpty);
    connect(timeline, &TimelineModel::modelReset, this, &TimelineView::showEmpty);
    connect(timeline, &TimelineModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first) {
        const bool above = first < m_timeline->rowCount() && visualRect(m_timeline->index(first)).top() < 0;
        const bool atTop = first == 0 && m_timeline->rowCount() > 0;
        if ((above || atTop) && m_keepFromBottom < 0) {
            m_keepFromBottom = verticalScrollBar()->maximum() - verticalScrollBar()->value();
        }
    });
    connect(timeline, &TimelineModel::rowsInserted, this, [this] {
        m_thumbnailTimer.start();
        trim();
    });
    connect(timeline, &TimelineModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.isEmpty()) m_thumbnailTimer.start();
            });
}

void TimelineView::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void TimelineView::showEmpty()
{
    m_empty->setVisible(m_timeline && m_timeline->rowCount() == 0);
}

QString TimelineView::currentKey() const
{
    return currentIndex().data(TimelineModel::KeyRole).toString();
}

void TimelineView::showNewest()
{
    m_stick = true;
    scrollToBottom();
}

void TimelineView::reveal(const QString &key)
{
    const auto place = m_timeline->index(m_timeline->rowOf(key));
    m_stick = false;
    setCurrentIndex(place);
    scrollTo(place, PositionAtCenter);
}

bool TimelineView::isAtTop() const
{
    return verticalScrollBar()->value() <= verticalScrollBar()->minimum() + 8;
}

QRect TimelineView::currentPlace() const
{
    const auto place = visualRect(currentIndex());
    return {viewport()->mapToGlobal(place.topLeft()), place.size()};
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    // QListView would lay out every row anew, several times a second while a class reads.
    if (!roles.isEmpty()) {
        viewport()->update();
        return;
    }
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
        m_delegate->forgetHeight(topLeft.siblingAtRow(row).data(TimelineModel::KeyRole).toString());
    QListView::dataChanged(topLeft, bottomRight, roles);
}

void TimelineView::trim()
{
    if (!m_stick || m_timeline->rowCount() < kRowsKept * 11 / 10) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_timeline && m_stick) m_timeline->trim(kRowsKept);
        },
        Qt::QueuedConnection);
}

void TimelineView::onRangeChanged(int maximum)
{
    // setValue() tells valueChanged only when it moves; the wish to stick must survive a growing range.
    if (m_stick) {
        verticalScrollBar()->setValue(maximum);
        m_stick = true;
    } else if (m_keepFromBottom >= 0) {
        verticalScrollBar()->setValue(maximum - m_keepFromBottom);
    }
    m_keepFromBottom = -1;
    m_thumbnailTimer.start();
    Q_EMIT scrolled();
}

void TimelineView::askForThumbnails()
{
    if (!m_timeline || !isVisible()) return;
    const auto seen = viewport()->rect();
    for (int row = 0; row < m_timeline->rowCount(); ++row) {
        const auto *entry = m_timeline->entryAt(row);
        if (entry->type != MessageType::Image || !entry->thumbnail.isNull()) continue;
        if (visualRect(m_timeline->index(row)).intersects(seen)) Q_EMIT thumbnailWanted(entry->key);
    }
}

void TimelineView::changeEvent(QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::LanguageChange || type == QEvent::FontChange || type == QEvent::StyleChange) {
        m_delegate->forgetHeights();
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentKeyChanged();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const auto *entry = m_timeline ? m_timeline->entryAt(currentIndex().row()) : nullptr;
    if (entry && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        const auto action =
            entry->canBeRetried() ? TimelineDelegate::Action::Retry : TimelineDelegate::Action::Open;
        Q_EMIT triggered(action, entry->key);
        return;
    }
    QListView::keyPressEvent(event);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace lectern
