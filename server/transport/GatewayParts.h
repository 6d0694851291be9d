// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Gateway.h"
#include "server/transport/HttpFront.h"
#include "server/transport/RequestGuard.h"
#include "server/transport/SocketListener.h"
#include "server/transport/WebSocketListener.h"

namespace lectern {

/// What every connection of a gateway works with.
struct GatewayParts
{
    GatewayParts(GatewayOptions theOptions, Router theRouter)
        : options(std::move(theOptions))
        , router(std::move(theRouter))
    {
    }

    GatewayOptions options;
    Router router;
    QHash<int, UploadEndpoint> uploads; ///< by their route in the router
    QHash<int, EventEndpoint> events;   ///< by their route in the router
    CorsPolicy cors{options.allowedOrigins};
    RequestGuard guard{options.limits};
    Arrivals arrivals;
    HttpFront front{router, cors};
    WireTally tally;
    ConnectionServices services{options.limits, tally};
    std::vector<std::unique_ptr<WebSocketListener>> webSockets;
    SocketListener *listener = nullptr; ///< the front's, as QAbstractHttpServer::bind() takes it over

    /// Why no further live connection is taken now.
    std::optional<Problem> noRoom() const
    {
        if (draining()) return Problem{ErrorCode::Draining, QStringLiteral("The server is shutting down.")};
        if (services.isFull())
            return Problem{ErrorCode::RateLimited,
                           QStringLiteral("The server has all the connections it can take.")};
        return std::nullopt;
    }

    bool draining() const { return options.draining && options.draining(); }

    WebSocketListener *webSocket(const QString &path) const
    {
        for (const auto &candidate : webSockets)
            if (candidate->isAt(path)) return candidate.get();
        return nullptr;
    }
};

} // namespace lectern
