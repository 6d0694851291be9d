// SPDX-License-Identifier: GPL-3.0-or-later
// The services that the SockJS protocol's own tests want: sockjs_services [--port N] [--client URL].
#include "Program.h"
#include "server/sockjs/SockJsServer.h"

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kStreamLimit = 4'096; ///< as the tests have it
constexpr auto kGoAway = static_cast<CloseCode>(3000);

void echo(MessageSocket *socket, const Admission &)
{
    QObject::connect(socket, &MessageSocket::received, socket,
                     [socket](const QByteArray &text) { socket->send(text); });
}

void sendAway(MessageSocket *socket, const Admission &)
{
    socket->close(kGoAway, u"Go away!"_s);
}

SockJsEndpoint service(const QString &base, const QByteArray &clientUrl)
{
    SockJsEndpoint endpoint;
    endpoint.base = base;
    endpoint.clientUrl = clientUrl;
    endpoint.patience.streamLimit = kStreamLimit;
    endpoint.admit = conformance::admitAll;
    endpoint.accepted = echo;
    return endpoint;
}

} // namespace

int main(int argc, char **argv)
{
    installEpollDispatcher();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"port"_s, u"to listen on; any free one"_s, u"N"_s, u"0"_s},
                       {u"client"_s, u"address of the JavaScript client"_s, u"URL"_s, u"/sockjs.min.js"_s}});
    parser.process(application);
    const QByteArray clientUrl = parser.value(u"client"_s).toUtf8();

    SockJsEndpoint withoutWebSocket = service(u"/disabled_websocket_echo"_s, clientUrl);
    withoutWebSocket.webSocket = false;
    SockJsEndpoint withCookie = service(u"/cookie_needed_echo"_s, clientUrl);
    withCookie.cookie = true;
    SockJsEndpoint closing = service(u"/close"_s, clientUrl);
    closing.accepted = sendAway;

    const GatewayOptions options;
    const auto heartbeat = std::chrono::milliseconds(qRound64(options.limits.pingInterval * 1000));
    std::vector<std::unique_ptr<SockJsServer>> services;
    Router router;
    GatewayEndpoints endpoints;
    for (const SockJsEndpoint &endpoint :
         {service(u"/echo"_s, clientUrl), withoutWebSocket, withCookie, closing}) {
        services.push_back(std::make_unique<SockJsServer>(endpoint, heartbeat));
        services.back()->addTo(router);
        for (const WebSocketEndpoint &webSocket : services.back()->webSockets())
            endpoints.webSockets.push_back(webSocket);
    }
    Gateway gateway(options, router, endpoints);
    return conformance::serve(gateway, parser.value(u"port"_s).toUShort());
}
