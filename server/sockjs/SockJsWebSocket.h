// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"
#include "server/transport/MessageSocket.h"

#include <QtCore/QBasicTimer>

#include <chrono>

namespace lectern {

/// Messages in SockJS's frames over a WebSocket. Belongs to its connection.
class SockJsWebSocket : public MessageSocket
{
    Q_OBJECT

public:
    /// Sends the open frame, and a heartbeat each interval.
    SockJsWebSocket(Connection &connection, std::chrono::milliseconds heartbeat);

    void send(const QByteArray &utf8) override;
    void close(CloseCode code, const QString &reason = {}) override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void take(const QByteArray &payload);

    Connection &m_connection;
    QBasicTimer m_heartbeat;
    bool m_open = true;
};

} // namespace lectern
