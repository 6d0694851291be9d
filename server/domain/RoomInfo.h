// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace lectern {

/// A room as it is stored. A plain value.
struct RoomInfo
{
    QString id; ///< six letters
    QString name;
    RoomKind kind = RoomKind::Class;
    Talk talk = Talk::Teacher;
    bool locked = false;
    bool history = true; ///< false: nothing of it touches the disk's log
    QString ownerId;     ///< who made it; the host of a class
    QString ownerName;
    QString epoch;      ///< names this run of the room's numbering
    qint64 lastSeq = 0; ///< of the log when this was read
    QDateTime createdAt;
    QDateTime endedAt; ///< invalid while the room is open
    payload::Timer timer = {};

    bool isOpen() const { return !endedAt.isValid(); }
    bool isHost(const QString &userId) const { return kind == RoomKind::Class && ownerId == userId; }

    bool operator==(const RoomInfo &) const = default;
};

} // namespace lectern
