// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Admission.h"
#include "server/transport/ConnectionServices.h"
#include "server/transport/Gateway.h"
#include "server/transport/RequestHead.h"

#include <QtWebSockets/QWebSocketServer>

class QTcpSocket;

namespace lectern {

/// The WebSockets of one endpoint, from the check of the handshake on. One QWebSocketServer each, as its
/// subprotocols belong to the server.
class WebSocketListener : public QObject
{
    Q_OBJECT

public:
    WebSocketListener(WebSocketEndpoint endpoint, ConnectionServices &services);

    const WebSocketEndpoint &endpoint() const { return m_endpoint; }

    /// The refusal of a request that is no proper handshake (RFC 6455, section 4.2.1).
    std::optional<HttpResponse> check(const RequestHead &head) const;

    /// Does the handshake on a socket in which just that head waits, and hands the connection on.
    /// Takes the socket over.
    void accept(QTcpSocket *socket, HttpHead head, Admission admission);

private:
    QStringList protocolsFor(const HttpHead &head) const;

    WebSocketEndpoint m_endpoint;
    ConnectionServices &m_services;
    qint64 &m_open; ///< connections, in the gateway's tally
    QWebSocketServer m_server;
};

} // namespace lectern
