// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/transport/Fanout.h"
#include "server/transport/PingScheduler.h"

namespace lectern {

/// What the live connections of a gateway share: WebSockets and event streams.
struct ConnectionServices
{
    const Limits &limits;
    Fanout fanout{};
    PingScheduler pings{limits};

    explicit ConnectionServices(const Limits &limitsOfThisGateway)
        : limits(limitsOfThisGateway)
    {
    }
    bool isFull() const { return pings.count() >= limits.connections; }
};

} // namespace lectern
