// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"

namespace lectern {

class Authenticator;
class Hub;

/// `/ws`: the native protocol. Decides who gets in before the handshake, then gives each connection a
/// session. The arguments outlive the endpoint.
WebSocketEndpoint nativeEndpoint(Hub &hub, Authenticator &authenticator, QStringList allowedOrigins);

} // namespace lectern
