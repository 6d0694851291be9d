// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/RoomListModel.h"

#include <algorithm>

namespace lectern {

namespace {

bool comesBefore(const api::Room &a, const api::Room &b)
{
    const bool aOpen = !a.endedAt.isValid();
    const bool bOpen = !b.endedAt.isValid();
    if (aOpen != bOpen) return aOpen;
    return a.createdAt > b.createdAt;
}

bool sameRows(const QList<api::Room> &a, const QList<api::Room> &b)
{
    return std::ranges::equal(a, b, {}, &api::Room::id, &api::Room::id);
}

} // namespace

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rooms.size());
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    const auto *room = index.isValid() ? roomAt(index.row()) : nullptr;
    if (!room) return {};
    switch (role) {
    case Qt::DisplayRole:
        return room->name;
    case IdRole:
        return room->id;
    case OpenRole:
        return !room->endedAt.isValid();
    case ParticipantsRole:
        return room->participants;
    case CreatedAtRole:
        return room->createdAt;
    case EndedAtRole:
        return room->endedAt;
    default:
        return {};
    }
}

void RoomListModel::setRooms(QList<api::Room> rooms)
{
    std::ranges::stable_sort(rooms, comesBefore);
    if (sameRows(rooms, m_rooms)) {
        m_rooms = std::move(rooms);
        if (!m_rooms.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rooms = std::move(rooms);
    endResetModel();
}

const api::Room *RoomListModel::roomAt(int row) const
{
    return row >= 0 && row < m_rooms.size() ? &m_rooms.at(row) : nullptr;
}

int RoomListModel::rowOf(const QString &roomId) const
{
    const auto found = std::ranges::find(m_rooms, roomId, &api::Room::id);
    return found == m_rooms.cend() ? -1 : static_cast<int>(std::distance(m_rooms.cbegin(), found));
}

} // namespace lectern
