// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"

namespace lectern {

class RoomDoor;

/// `/room`: passes on what its clients send, to one or to all. The door outlives the endpoint.
WebSocketEndpoint relayEndpoint(const RoomDoor &door);

} // namespace lectern
