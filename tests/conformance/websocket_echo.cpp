// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket that says everything again, for suites that test WebSockets: websocket_echo [--port N].
#include "Program.h"

using namespace lectern;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    installEpollDispatcher();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"port"_s, u"to listen on; any free one"_s, u"N"_s, u"0"_s});
    parser.process(application);

    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/"_s;
    endpoint.admit = conformance::admitAll;
    endpoint.accepted = [](Connection *connection, const Admission &) {
        QObject::connect(connection, &Connection::textReceived, connection,
                         [connection](const QByteArray &text) { connection->send(textFrame(text)); });
        QObject::connect(connection, &Connection::binaryReceived, connection,
                         [connection](const QByteArray &bytes) { connection->send(binaryFrame(bytes)); });
    };
    GatewayOptions options;
    options.limits.frame = 64 * 1024 * 1024;
    options.limits.queue = 256 * 1024 * 1024;
    Gateway gateway(options, Router(), {.webSockets = {endpoint}});
    return conformance::serve(gateway, parser.value(u"port"_s).toUShort());
}
