// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/transport/Fanout.h"
#include "server/transport/PingScheduler.h"
#include "server/transport/WireTally.h"

namespace lectern {

/// What the live connections of a gateway share: WebSockets, event streams, sessions over several requests.
struct ConnectionServices
{
    const Limits &limits;
    WireTally &tally;
    Fanout fanout{};
    PingScheduler pings{limits};
    int descriptors = 0; ///< of connections that have no Qt socket any more
    QObject sessions{};  ///< owns live connections that are no socket's; goes before what counts them

    ConnectionServices(const Limits &limitsOfThisGateway, WireTally &tallyOfThisGateway)
        : limits(limitsOfThisGateway)
        , tally(tallyOfThisGateway)
    {
    }
    bool isFull() const { return pings.count() >= limits.connections; }
};

} // namespace lectern
