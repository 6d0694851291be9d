// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsWebSocket.h"

#include "server/sockjs/SockJsFrames.h"

namespace lectern {

using namespace Qt::StringLiterals;

SockJsWebSocket::SockJsWebSocket(Connection *webSocket, std::chrono::milliseconds heartbeat)
    : Connection(webSocket)
    , m_webSocket(*webSocket)
{
    connect(webSocket, &Connection::textReceived, this, &SockJsWebSocket::received);
    connect(webSocket, &Connection::drained, this, &SockJsWebSocket::drained);
    connect(webSocket, &Connection::tooSlow, this, &SockJsWebSocket::tooSlow);
    connect(webSocket, &Connection::closed, this, &SockJsWebSocket::closed);
    m_heartbeat.start(static_cast<int>(heartbeat.count()), Qt::CoarseTimer, this);
    webSocket->send(textFrame(sockjs::kOpen));
}

void SockJsWebSocket::send(const QByteArray &frame)
{
    if (!m_closing) m_webSocket.send(textFrame(sockjs::messages({frame})));
}

void SockJsWebSocket::sendText(QByteArrayView utf8)
{
    send(sockjs::quoted(utf8));
}

void SockJsWebSocket::close(CloseCode code, const QString &reason)
{
    if (m_closing) return;
    if (code == CloseCode::TooSlow) {
        m_webSocket.close(code, reason);
    } else {
        m_webSocket.send(textFrame(sockjs::close(static_cast<quint16>(code), reason)));
        m_webSocket.close(CloseCode::Normal, {});
    }
    m_closing = true;
}

void SockJsWebSocket::received(const QByteArray &payload)
{
    if (m_closing || payload.isEmpty()) return;
    const auto texts = sockjs::textsOf(payload.startsWith('[') ? payload : '[' + payload + ']');
    if (!texts) return m_webSocket.close(CloseCode::ProtocolError, u"Broken framing."_s);
    for (const QByteArray &text : *texts)
        if (!m_closing) Q_EMIT textReceived(text);
}

void SockJsWebSocket::timerEvent(QTimerEvent *)
{
    if (!m_closing) m_webSocket.send(textFrame(sockjs::kHeartbeat));
}

} // namespace lectern
