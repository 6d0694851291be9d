// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "common/protocol/Message.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QNetworkRequest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

namespace lectern::test {

/// The server's side of a room's WebSocket, played by a test: it says frames and keeps what it heard.
class RoomPeer : public QObject
{
public:
    RoomPeer();

    QUrl url() const;

    int visits() const { return int(m_visits.size()); }
    /// Of the latest visit.
    QUrlQuery query() const;
    QByteArray header(const QByteArray &name) const;
    bool isHere() const { return m_line && m_line->state() == QAbstractSocket::ConnectedState; }
    /// How the visitor left, and 0 while here.
    int leftWith() const { return m_leftWith; }

    void say(const Message &message);
    void sayText(const QString &text) { m_line->sendTextMessage(text); }
    void welcome(payload::Welcome welcome = {});
    void say(MessageType type, Payload payload, qint64 seq = 0);
    void ack(const Message &message, qint64 seq);
    void hangUp(CloseCode code) { m_line->close(QWebSocketProtocol::CloseCode(code)); }
    void cut() { m_line->abort(); }
    /// Reads nothing any more, so that pings stay without an answer.
    void fallSilent();

    QList<Message> heard; ///< in this visit

private:
    void visited();

    QWebSocketServer m_server;
    QWebSocket *m_line = nullptr;
    QList<QNetworkRequest> m_visits;
    int m_leftWith = 0;
};

} // namespace lectern::test
