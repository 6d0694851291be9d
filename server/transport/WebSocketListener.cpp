// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketListener.h"

#include "server/transport/WebSocketConnection.h"

#include <QtCore/QCryptographicHash>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

HttpResponse malformed(const QString &detail)
{
    return HttpResponse::problem({ErrorCode::BadRequest, detail});
}

QByteArray acceptOf(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

} // namespace

WebSocketListener::WebSocketListener(WebSocketEndpoint endpoint, ConnectionServices &services)
    : m_endpoint(std::move(endpoint))
    , m_pattern(m_endpoint.pattern)
    , m_services(services)
    , m_open(services.tally.connections[m_endpoint.dialect])
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

QByteArray WebSocketListener::subprotocolFor(const HttpHead &head) const
{
    QByteArrayList offers;
    for (const auto &[name, value] : head.headers.fields()) {
        if (name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) != 0) continue;
        for (const QByteArray &offer : value.split(','))
            offers.append(offer.trimmed());
    }
    for (const QByteArray &offer : std::as_const(offers))
        if (m_endpoint.subprotocols.contains(QString::fromLatin1(offer))) return offer;
    // A browser gives a connection up when none of its offers is answered.
    const bool onlyTokens =
        std::ranges::all_of(offers, [](const QByteArray &offer) { return offer.startsWith("bearer."); });
    return onlyTokens ? offers.value(0) : QByteArray();
}

void WebSocketListener::accept(QTcpSocket *socket, const RequestHead &head, Admission admission)
{
    const QByteArray subprotocol = subprotocolFor(head);
    QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: " +
                        acceptOf(head.headers.value("Sec-WebSocket-Key")) + "\r\n";
    if (!subprotocol.isEmpty()) answer += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    socket->skip(head.size);
    socket->write(answer + "\r\n");
    auto *connection =
        new WebSocketConnection(socket, head, QString::fromLatin1(subprotocol), m_services, this);
    ++m_open;
    connect(connection, &Connection::closed, this, [this] { --m_open; });
    m_endpoint.accepted(connection, std::move(admission));
}

qint64 WebSocketListener::bytesWaiting() const
{
    qint64 bytes = 0;
    for (const QObject *child : children())
        if (const auto *connection = qobject_cast<const Connection *>(child))
            bytes += connection->bytesWaiting();
    return bytes;
}

} // namespace lectern
