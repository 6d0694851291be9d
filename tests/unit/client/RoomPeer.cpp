// SPDX-License-Identifier: GPL-3.0-or-later
#include "RoomPeer.h"

#include "common/protocol/Codec.h"

#include <QtNetwork/QTcpSocket>

namespace lectern::test {

using namespace Qt::StringLiterals;

RoomPeer::RoomPeer()
    : m_server(u"peer"_s, QWebSocketServer::NonSecureMode)
{
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("no free port");
    connect(&m_server, &QWebSocketServer::newConnection, this, &RoomPeer::visited);
}

QUrl RoomPeer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void RoomPeer::visited()
{
    QWebSocket *line = m_server.nextPendingConnection();
    line->setParent(this);
    m_line = line;
    m_leftWith = 0;
    heard.clear();
    m_visits.append(line->request());
    connect(line, &QWebSocket::textMessageReceived, this, [this, line](const QString &text) {
        const auto message = decode(text.toUtf8(), SenderClaims::Ignore);
        if (line == m_line && message) heard.append(*message);
    });
    connect(line, &QWebSocket::disconnected, this, [this, line] {
        if (line == m_line) m_leftWith = line->closeCode();
    });
}

QUrlQuery RoomPeer::query() const
{
    return QUrlQuery(m_visits.last().url());
}
QByteArray RoomPeer::header(const QByteArray &name) const
{
    return m_visits.last().rawHeader(name);
}

void RoomPeer::say(const Message &message)
{
    sayText(QString::fromUtf8(encode(message)));
}

void RoomPeer::say(MessageType type, Payload payload, qint64 seq)
{
    Message message;
    message.type = type;
    message.payload = std::move(payload);
    message.seq = seq;
    say(message);
}

void RoomPeer::welcome(payload::Welcome welcome)
{
    if (welcome.selfId.isEmpty()) welcome.selfId = u"u_me"_s;
    if (welcome.epoch.isEmpty()) welcome.epoch = u"e1"_s;
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.type = MessageType::Welcome;
    message.payload = std::move(welcome);
    say(message);
}

void RoomPeer::ack(const Message &message, qint64 seq)
{
    Message ack;
    ack.type = MessageType::Ack;
    ack.ref = message.ref;
    ack.id = u"id-"_s + message.ref;
    ack.seq = seq;
    say(ack);
}

void RoomPeer::fallSilent()
{
    const auto sockets = m_server.findChildren<QTcpSocket *>() + m_line->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(SIGNAL(readyRead()));
}

} // namespace lectern::test
