// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/Person.h"
#include "server/domain/RoomInfo.h"

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include <optional>

namespace lectern {

/// The rooms and who has a place in them. Called on the main thread, answered there.
/// Every call may fail with `storage_unavailable`.
class RoomStore
{
public:
    virtual ~RoomStore() = default;

    /// Takes a free code and a new epoch; the rest is as given. `rate_limited` when the owner already has
    /// `ownerLimit` open rooms.
    virtual QFuture<Result<RoomInfo>> create(RoomInfo room, int ownerLimit) = 0;

    /// Sees to it that the room with this id is there and open: as it stands, or made as given, with an
    /// epoch.
    virtual QFuture<Result<RoomInfo>> ensure(RoomInfo room) = 0;

    /// Ended rooms are found, too. Nothing for an unknown id.
    virtual QFuture<Result<std::optional<RoomInfo>>> find(QString roomId) = 0;

    /// Open rooms, newest first. `mine`: those that the user owns or has a place in (banned ones left out),
    /// ended ones of their own included; else all open ones.
    virtual QFuture<Result<QList<RoomInfo>>> list(QString userId, bool mine) = 0;

    /// Those of them that there are, as they stand now.
    virtual QFuture<Result<QList<RoomInfo>>> standing(QStringList roomIds) = 0;

    virtual QFuture<Result<void>> setTimer(QString roomId, payload::Timer timer) = 0;

    /// Saves what is set of it. `user_not_found` for assistants, and a new host, without a place in the room;
    /// the former host gets one.
    virtual QFuture<Result<void>> change(QString roomId, payload::RoomUpdate change) = 0;

    /// An invalid time opens the room again. With a class's end nobody is muted any more.
    virtual QFuture<Result<void>> setEnded(QString roomId, QDateTime endedAt) = 0;

    /// Gone for good: room, members, messages, attendance. `room_not_found` for one that is open.
    virtual QFuture<Result<void>> remove(QString roomId) = 0;

    /// Finds the place of that device (when one is given) or of that person (when `person.id` is given), or
    /// makes one. A guest's name that is taken in the room is told apart: "민준 (2)". A known device keeps
    /// its name. The member may be banned: the caller looks.
    virtual QFuture<Result<Member>> admit(QString roomId, Person person, QString device) = 0;

    virtual QFuture<Result<std::optional<Member>>> member(QString roomId, QString userId) = 0;
    virtual QFuture<Result<std::optional<Member>>> memberWithDevice(QString roomId, QString device) = 0;
    virtual QFuture<Result<void>> setSeen(QString roomId, QString userId) = 0;

    /// A mark never goes back: an older seq than the stored one changes nothing. All of them or none.
    virtual QFuture<Result<void>> setReadMarks(QString roomId, QList<ReadMark> marks) = 0;

    /// Of those who have read anything.
    virtual QFuture<Result<QList<ReadMark>>> readMarks(QString roomId) = 0;
};

} // namespace lectern
