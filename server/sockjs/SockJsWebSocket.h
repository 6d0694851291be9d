// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"

#include <QtCore/QBasicTimer>

#include <chrono>

namespace lectern {

/// A Connection over a WebSocket that speaks SockJS's frames. A frame for send() is a text as sockjs::quoted()
/// makes it. Belongs to that WebSocket.
class SockJsWebSocket : public Connection
{
    Q_OBJECT

public:
    /// Sends the open frame, and a heartbeat each interval.
    SockJsWebSocket(Connection *webSocket, std::chrono::milliseconds heartbeat);

    const HttpHead &head() const override { return m_webSocket.head(); }
    QString subprotocol() const override { return m_webSocket.subprotocol(); }
    void send(const QByteArray &frame) override;
    void sendText(QByteArrayView utf8) override;
    void close(CloseCode code, const QString &reason = {}) override;
    qint64 bytesWaiting() const override { return m_webSocket.bytesWaiting(); }
    int closeCode() const override { return m_webSocket.closeCode(); }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void received(const QByteArray &payload);

    Connection &m_webSocket;
    QBasicTimer m_heartbeat;
    bool m_closing = false;
};

} // namespace lectern
