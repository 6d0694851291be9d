// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketListener.h"

#include "server/transport/WebSocketConnection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocket>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

HttpResponse malformed(const QString &detail)
{
    return HttpResponse::problem({ErrorCode::BadRequest, detail});
}

} // namespace

WebSocketListener::WebSocketListener(WebSocketEndpoint endpoint, ConnectionServices &services)
    : m_endpoint(std::move(endpoint))
    , m_services(services)
    , m_open(services.tally.connections[m_endpoint.dialect])
    , m_server(u"lectern"_s, QWebSocketServer::NonSecureMode)
{
}

std::optional<HttpResponse> WebSocketListener::check(const RequestHead &head) const
{
    if (head.method != "GET") {
        HttpResponse response =
            HttpResponse::problem({ErrorCode::MethodNotAllowed, u"A WebSocket begins with a GET."_s});
        response.headers.add("Allow"_ba, "GET"_ba);
        return response;
    }
    if (!head.upgradesToWebSocket || head.headers.value("Sec-WebSocket-Version") != "13") {
        HttpResponse response =
            HttpResponse::problem({ErrorCode::BadRequest, u"Here is a WebSocket, version 13."_s}, 426);
        response.headers.add("Upgrade"_ba, "websocket"_ba);
        response.headers.add("Sec-WebSocket-Version"_ba, "13"_ba);
        return response;
    }
    const auto key = QByteArray::fromBase64Encoding(head.headers.value("Sec-WebSocket-Key"),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return malformed(u"Sec-WebSocket-Key must be 16 bytes in Base64."_s);
    if (head.contentLength.value_or(0) > 0) return malformed(u"A handshake has no body."_s);
    return std::nullopt;
}

QStringList WebSocketListener::protocolsFor(const HttpHead &head) const
{
    QStringList offers;
    for (const auto &[name, value] : head.headers.fields()) {
        if (name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) != 0) continue;
        for (const QByteArray &offer : value.split(','))
            offers.append(QString::fromLatin1(offer.trimmed()));
    }
    const bool onlyTokens = !offers.isEmpty() && std::ranges::all_of(offers, [](const QString &offer) {
        return offer.startsWith("bearer."_L1);
    });
    // A browser gives a connection up when none of its offers is answered.
    return onlyTokens ? offers.first(1) : m_endpoint.subprotocols;
}

void WebSocketListener::accept(QTcpSocket *socket, HttpHead head, Admission admission)
{
    m_server.setSupportedSubprotocols(protocolsFor(head));
    m_server.handleConnection(socket);
    // The server answers in a queued call. Having it now keeps this handshake's protocols from another's.
    QCoreApplication::sendPostedEvents(&m_server, QEvent::MetaCall);
    QObject::disconnect(socket, nullptr, &m_server, nullptr);
    QWebSocket *webSocket = m_server.nextPendingConnection();
    if (!webSocket) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *connection = new WebSocketConnection(webSocket, socket, std::move(head), m_services, this);
    ++m_open;
    connect(connection, &Connection::closed, this, [this] { --m_open; });
    m_endpoint.accepted(connection, std::move(admission));
}

} // namespace lectern
