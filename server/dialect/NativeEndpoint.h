// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"

namespace lectern {

class NativeAdmission;

/// `/ws`: the native protocol over a WebSocket. Decides who gets in before the handshake, then gives each
/// connection a session. The admission outlives the endpoint.
WebSocketEndpoint nativeEndpoint(const NativeAdmission &admission);

/// `/api/v1/rooms/{id}/events`: the same frames as Server-Sent Events, for networks that break WebSockets.
/// What a client says comes by POST.
EventEndpoint nativeEvents(const NativeAdmission &admission);

} // namespace lectern
