// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QAbstractListModel>

namespace lectern {

/// The teacher's own rooms: open ones first, the newest first within each.
class RoomListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        OpenRole,         ///< bool: false for an ended class
        ParticipantsRole, ///< int: people in it now
        CreatedAtRole,    ///< QDateTime
        EndedAtRole,      ///< QDateTime, invalid while open
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// When the rooms are the same ones, only their data change: a selection survives a refresh.
    void setRooms(QList<api::Room> rooms);
    void clear() { setRooms({}); }

    /// Null for a row that is not there.
    const api::Room *roomAt(int row) const;
    /// -1 when there is no such room.
    int rowOf(const QString &roomId) const;

private:
    QList<api::Room> m_rooms;
};

} // namespace lectern
