// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Gateway.h"

#include "server/transport/HttpConnection.h"

namespace lectern {

using namespace Qt::StringLiterals;

class Gateway::Private : public GatewayParts
{
public:
    using GatewayParts::GatewayParts;

    /// Owns the HTTP connections: destroyed before what they work with.
    QObject connections;
};

Gateway::Gateway(GatewayOptions options, Router router, GatewayEndpoints endpoints, QObject *parent)
    : QObject(parent)
    , d(new Private(std::move(options), std::move(router)))
{
    for (UploadEndpoint &endpoint : endpoints.uploads) {
        const int route = d->router.add(endpoint.method, endpoint.pattern, {});
        d->uploads.insert(route, std::move(endpoint));
    }
    for (EventEndpoint &endpoint : endpoints.events) {
        const int route = d->router.add("GET", endpoint.pattern, {});
        d->events.insert(route, std::move(endpoint));
    }
    for (WebSocketEndpoint &endpoint : endpoints.webSockets)
        d->webSockets.push_back(std::make_unique<WebSocketListener>(std::move(endpoint), d->services));

    const auto handshakeTimeout = std::chrono::milliseconds(qRound64(d->options.limits.headTimeout * 1000));
    d->listener = new SocketListener(
        [d = d.get()](QTcpSocket *socket) { new HttpConnection(socket, *d, &d->connections); }, d->arrivals,
        d->options.limits.connections + d->options.httpConnections, d->services.descriptors,
        handshakeTimeout);
}

Gateway::~Gateway() = default;

void Gateway::setTls(const QSslConfiguration &configuration)
{
    d->listener->setTls(configuration);
}

Result<quint16> Gateway::listen(const QHostAddress &address, quint16 port)
{
    if (!d->listener->listen(address, port))
        return problem(ErrorCode::Internal, u"Cannot listen on %1 port %2: %3."_s.arg(address.toString())
                                                .arg(port)
                                                .arg(d->listener->errorString()));
    d->front.bind(d->listener);
    return d->listener->serverPort();
}

int Gateway::connectionCount() const
{
    return static_cast<int>(d->services.pings.count());
}

std::optional<Problem> Gateway::noRoom() const
{
    return d->noRoom();
}

const WireTally &Gateway::tally() const
{
    return d->tally;
}

qint64 Gateway::bytesWaiting() const
{
    return d->services.pings.bytesWaiting();
}

} // namespace lectern
