// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PingScheduler.h"

#include "server/transport/WebSocketConnection.h"

namespace lectern {

PingScheduler::PingScheduler(const Limits &limits)
    : m_interval(qRound64(limits.pingInterval * 1000))
    , m_timeout(qRound64(limits.pingTimeout * 1000))
{
    m_timer.setInterval(static_cast<int>(std::clamp<qint64>(std::min(m_interval, m_timeout) / 5, 20, 1000)));
    connect(&m_timer, &QTimer::timeout, this, &PingScheduler::tick);
    m_clock.start();
}

void PingScheduler::add(WebSocketConnection *connection)
{
    connection->pings().dueAt = m_clock.elapsed() + m_interval;
    m_connections.insert(connection);
    if (!m_timer.isActive()) m_timer.start();
}

void PingScheduler::remove(WebSocketConnection *connection)
{
    m_connections.remove(connection);
    if (m_connections.isEmpty()) m_timer.stop();
}

void PingScheduler::tick()
{
    const qint64 now = m_clock.elapsed();
    QList<WebSocketConnection *> silent;
    for (WebSocketConnection *connection : std::as_const(m_connections)) {
        PingState &state = connection->pings();
        if (state.dueAt > now) continue;
        if (state.awaiting) {
            silent.append(connection);
        } else {
            state = {now + m_timeout, true};
            connection->ping();
        }
    }
    for (WebSocketConnection *connection : silent)
        connection->timeOut();
}

} // namespace lectern
