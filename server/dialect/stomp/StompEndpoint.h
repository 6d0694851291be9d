// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/sockjs/SockJsServer.h"
#include "server/transport/Gateway.h"

namespace lectern {

class RoomDoor;

/// `/stomp`: STOMP over a WebSocket. The upgrade needs no token, as CONNECT brings it. The door outlives the
/// endpoint.
WebSocketEndpoint stompEndpoint(const RoomDoor &door);

/// `/sockjs`: the same over SockJS.
SockJsEndpoint stompOverSockJs(const RoomDoor &door);

} // namespace lectern
