// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace lectern {

class WebSocketConnection;

/// One timer that pings every connection: limits.pingInterval after its last ping, and gives it
/// limits.pingTimeout to answer. Late by at most a second.
class PingScheduler : public QObject
{
    Q_OBJECT

public:
    explicit PingScheduler(const Limits &limits);

    void add(WebSocketConnection *connection);
    void remove(WebSocketConnection *connection);
    qsizetype count() const { return m_connections.size(); }

private:
    void tick();

    QSet<WebSocketConnection *> m_connections;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_interval; ///< milliseconds
    qint64 m_timeout;  ///< milliseconds
};

} // namespace lectern
