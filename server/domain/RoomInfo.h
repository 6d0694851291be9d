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
    Names names = Names::Shown; ///< of students, to one another
    QStringList assistants;     ///< user ids: they may do what the host may, and hear what teachers hear
    bool history = true;        ///< false: nothing of it touches the disk's log
    QString ownerId;            ///< who made it; the host of a class
    QString ownerName;
    QString epoch;      ///< names this run of the room's numbering
    qint64 lastSeq = 0; ///< of the log when this was read
    QDateTime createdAt;
    QDateTime endedAt; ///< invalid while the room is open
    payload::Timer timer = {};

    bool isOpen() const { return !endedAt.isValid(); }
    bool isAssistant(const QString &userId) const { return assistants.contains(userId); }
    bool isHost(const QString &userId) const { return kind == RoomKind::Class && ownerId == userId; }

    bool operator==(const RoomInfo &) const = default;
};

} // namespace lectern
