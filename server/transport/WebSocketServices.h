// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/transport/Fanout.h"
#include "server/transport/PingScheduler.h"
#include "server/transport/WireTally.h"

namespace lectern {

/// What the WebSockets of a gateway share.
struct WebSocketServices
{
    const Limits &limits;
    WireTally &tally;
    Fanout fanout{};
    PingScheduler pings{limits};

    WebSocketServices(const Limits &limitsOfThisGateway, WireTally &tallyOfThisGateway)
        : limits(limitsOfThisGateway)
        , tally(tallyOfThisGateway)
    {
    }
    bool isFull() const { return pings.count() >= limits.connections; }
};

} // namespace lectern
