// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"

namespace lectern {

class RoomDoor;

/// `/stomp`: STOMP over a WebSocket. The upgrade needs no token, as CONNECT brings it. The door outlives the
/// endpoint.
WebSocketEndpoint stompEndpoint(const RoomDoor &door);

} // namespace lectern
