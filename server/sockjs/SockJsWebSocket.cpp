// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsWebSocket.h"

#include "server/sockjs/SockJsFrames.h"
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

SockJsWebSocket::SockJsWebSocket(Connection &connection, std::chrono::milliseconds heartbeat)
    : MessageSocket(&connection)
    , m_connection(connection)
{
    connect(&connection, &Connection::textReceived, this, &SockJsWebSocket::take);
    WebSocketMessages::passOnLastWords(connection, *this);
    connect(&connection, &Connection::closed, this, [this](Connection::End end) {
        Q_EMIT closed(WebSocketMessages::meaning(end, m_connection.closeCode()));
    });
    m_heartbeat.start(static_cast<int>(heartbeat.count()), this);
    connection.send(textFrame(sockjs::kOpen));
}

void SockJsWebSocket::send(const QByteArray &utf8)
{
    if (m_open) m_connection.send(textFrame(sockjs::messages({sockjs::quoted(utf8)})));
}

void SockJsWebSocket::close(CloseCode code, const QString &reason)
{
    if (!std::exchange(m_open, false)) return;
    m_connection.send(textFrame(sockjs::close(code, reason)));
    m_connection.close(CloseCode::Normal);
}

void SockJsWebSocket::take(const QByteArray &payload)
{
    if (payload.isEmpty()) return;
    const auto texts = sockjs::textsOf(payload.startsWith('[') ? payload : '[' + payload + ']');
    if (!texts) return m_connection.close(CloseCode::ProtocolError, u"Broken framing."_s);
    for (const QByteArray &text : *texts)
        if (m_open) Q_EMIT received(text);
}

void SockJsWebSocket::timerEvent(QTimerEvent *)
{
    if (m_open) m_connection.send(textFrame(sockjs::kHeartbeat));
}

} // namespace lectern
