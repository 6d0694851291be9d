// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"

namespace lectern {

class RoomDoor;

/// `/ws/chat`: ENTER, TALK and LEAVE in rooms, and plain text in the lobby. The door outlives the endpoint.
WebSocketEndpoint chatEndpoint(const RoomDoor &door);

} // namespace lectern
