// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/ConnectionServices.h"
#include "server/transport/Gateway.h"
#include "server/transport/PathPattern.h"
#include "server/transport/RequestHead.h"

#include <QtWebSockets/QWebSocketServer>

class QTcpSocket;

namespace lectern {

/// The WebSockets of one endpoint, from the check of the handshake on (RFC 6455, section 4.2). One
/// QWebSocketServer each, as its subprotocols belong to the server.
class WebSocketListener : public QObject
{
    Q_OBJECT

public:
    WebSocketListener(WebSocketEndpoint endpoint, ConnectionServices &services);

    const WebSocketEndpoint &endpoint() const { return m_endpoint; }
    bool isAt(const QString &path) const { return m_pattern.match(path).has_value(); }

    /// The refusal of a request that is no proper handshake.
    std::optional<HttpResponse> check(const RequestHead &head) const;

    /// Answers the handshake on a socket in which just that head waits, and hands the connection on.
    /// Takes the socket over.
    void accept(QTcpSocket *socket, const RequestHead &head, Admission admission);

private:
    QStringList protocolsFor(const HttpHead &head) const;

    WebSocketEndpoint m_endpoint;
    PathPattern m_pattern;
    ConnectionServices &m_services;
    qint64 &m_open; ///< connections, in the gateway's tally
    QWebSocketServer m_server;
};

} // namespace lectern
