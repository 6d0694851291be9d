// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PeopleList.h"

#include "console/widgets/ParticipantDelegate.h"

#include <QtWidgets/QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kTileWidth = 136; ///< pixels at least

} // namespace

PeopleList::PeopleList(QWidget *parent)
    : QListView(parent)
    , m_delegate(new ParticipantDelegate(this))
{
    setObjectName(u"peopleList"_s);
    setModel(&m_order);
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void PeopleList::setPeople(ParticipantsModel *people)
{
    m_people = people;
    m_order.setPeople(people);
}

void PeopleList::setTiles(bool tiles)
{
    m_tiles = tiles;
    m_delegate->setTiles(tiles);
    setFlow(tiles ? LeftToRight : TopToBottom);
    setWrapping(tiles);
    setResizeMode(tiles ? Adjust : Fixed);
    fitTiles();
    scheduleDelayedItemsLayout();
}

void PeopleList::fitTiles()
{
    // The view leaves room for a scroll bar that may still come.
    const auto *bar = verticalScrollBar();
    const auto width = viewport()->width() - 1 - (bar->isVisible() ? 0 : bar->sizeHint().width());
    const auto columns = std::max(1, width / kTileWidth);
    m_delegate->setTileWidth(width / columns);
}

QStringList PeopleList::selectedIds() const
{
    QStringList ids;
    for (const auto &index : selectedIndexes())
        ids.append(index.data(ParticipantsModel::IdRole).toString());
    return ids;
}

void PeopleList::select(const QString &personId)
{
    if (!m_people) return;
    const auto index = m_order.mapFromSource(m_people->index(m_people->rowOf(personId)));
    if (!index.isValid()) return;
    setCurrentIndex(index);
    scrollTo(index);
}

void PeopleList::resizeEvent(QResizeEvent *event)
{
    fitTiles();
    QListView::resizeEvent(event);
}

void PeopleList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT selectedChanged();
}

} // namespace lectern
