// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketListener.h"

#include "server/transport/DescriptorLine.h"
#include "server/transport/SocketLine.h"
#include "server/transport/WebSocketConnection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtNetwork/QSslSocket>
#include <QtWebSockets/QWebSocket>

#include <fcntl.h>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

HttpResponse malformed(const QString &detail)
{
    return HttpResponse::problem({ErrorCode::BadRequest, detail});
}

/// The line of a finished handshake. A plain one needs no more of Qt than its descriptor; the sockets go, and
/// what they hold for each connection with them. Under TLS both are kept, as a QWebSocket that goes closes
/// its socket.
std::unique_ptr<ByteLine> takeOver(QWebSocket *webSocket, QTcpSocket *socket, int &descriptors)
{
    QObject::disconnect(socket, nullptr, webSocket, nullptr);
    webSocket->setParent(nullptr);
    socket->setParent(nullptr);
    socket->flush();
    const bool isPlain = !qobject_cast<QSslSocket *>(socket) && socket->bytesToWrite() == 0;
    const int own = isPlain ? ::fcntl(static_cast<int>(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0) : -1;
    if (own < 0) {
        auto line = std::make_unique<SocketLine>(*socket);
        // A QWebSocket would write a close frame of its own to a socket that is still connected.
        QObject::connect(line.get(), &QObject::destroyed, socket, [webSocket, socket] {
            socket->abort();
            webSocket->deleteLater();
            socket->deleteLater();
        });
        return line;
    }
    auto line = std::make_unique<DescriptorLine>(own, socket->readAll(), descriptors);
    socket->abort();
    webSocket->deleteLater();
    socket->deleteLater(); // this may be in its slot
    return line;
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
    const QString subprotocol = webSocket->subprotocol();
    auto *connection = new WebSocketConnection(takeOver(webSocket, socket, m_services.descriptors),
                                               subprotocol, std::move(head), m_services, this);
    ++m_open;
    connect(connection, &Connection::closed, this, [this] { --m_open; });
    m_endpoint.accepted(connection, std::move(admission));
}

} // namespace lectern
