// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompFrame.h"

namespace lectern {

/// What a SEND says, and in which room.
struct StompSaying
{
    QString roomId;
    QString text;

    bool operator==(const StompSaying &) const = default;
};

/// `/app/chat.sendMessage` with a body of `roomId` and `message`; `/app/room/{id}`, `/pub/room/{id}` and
/// `/pub/{id}` with one of `message`. `room_not_found` where what stands for a room's code cannot be one,
/// `bad_request` for everything else.
Result<StompSaying> sayingOf(const StompFrame &send);

/// The room of `/topic/room/{id}`; problems as above.
Result<QString> subscribedRoom(const QString &destination);

/// "/topic/room/{id}".
QString topicOf(const QString &roomId);

} // namespace lectern
