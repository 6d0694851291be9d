// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketListener.h"

#include "server/transport/DescriptorLine.h"
#include "server/transport/HandshakePipe.h"
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

/// A plain line needs no more of Qt than the socket's descriptor; the socket goes, and what it holds with it.
std::unique_ptr<ByteLine> lineOver(QTcpSocket *socket, int &descriptors)
{
    socket->flush();
    const bool isPlain = !qobject_cast<QSslSocket *>(socket) && socket->bytesToWrite() == 0;
    const int own = isPlain ? ::fcntl(static_cast<int>(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0) : -1;
    if (own < 0) return std::make_unique<SocketLine>(socket);
    auto line = std::make_unique<DescriptorLine>(own, socket->readAll(), descriptors);
    socket->abort();
    socket->deleteLater(); // this may be in its slot
    return line;
}

} // namespace

WebSocketListener::WebSocketListener(WebSocketEndpoint endpoint, ConnectionServices &services)
    : m_endpoint(std::move(endpoint))
    , m_pattern(m_endpoint.pattern)
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
    const bool known = m_endpoint.versions.contains(head.headers.value("Sec-WebSocket-Version"));
    if (!head.upgradesToWebSocket || !known) {
        HttpResponse response =
            HttpResponse::problem({ErrorCode::BadRequest, u"Here is a WebSocket, version 13."_s}, 426);
        response.headers.add("Upgrade"_ba, "websocket"_ba);
        response.headers.add("Sec-WebSocket-Version"_ba, m_endpoint.versions.join(", "));
        return response;
    }
    const auto key = QByteArray::fromBase64Encoding(head.headers.value("Sec-WebSocket-Key"),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return malformed(u"Sec-WebSocket-Key must be 16 bytes in Base64."_s);
    if (head.contentLength.value_or(0) > 0 || head.chunked) return malformed(u"A handshake has no body."_s);
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

void WebSocketListener::accept(QTcpSocket *socket, const RequestHead &head, Admission admission)
{
    HandshakePipe pipe(head);
    m_server.setSupportedSubprotocols(protocolsFor(head));
    m_server.handleConnection(&pipe);
    // The server answers in a queued call. Having it now keeps this handshake's protocols from another's.
    QCoreApplication::sendPostedEvents(&m_server, QEvent::MetaCall);
    const std::unique_ptr<QWebSocket> webSocket(m_server.nextPendingConnection());
    pipe.setParent(nullptr);
    if (!webSocket) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    socket->skip(head.size);
    socket->write(pipe.answer());
    auto *connection = new WebSocketConnection(lineOver(socket, m_services.descriptors),
                                               webSocket->subprotocol(), head.id, m_services, this);
    ++m_open;
    connect(connection, &Connection::closed, this, [this] { --m_open; });
    m_endpoint.accepted(connection, std::move(admission));
}

} // namespace lectern
