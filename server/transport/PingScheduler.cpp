// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PingScheduler.h"

#include <algorithm>

namespace lectern {

PingScheduler::PingScheduler(const Limits &limits)
    : m_interval(qRound64(limits.pingInterval * 1000))
    , m_timeout(qRound64(limits.pingTimeout * 1000))
{
    m_timer.setInterval(static_cast<int>(std::clamp<qint64>(std::min(m_interval, m_timeout) / 5, 20, 1000)));
    connect(&m_timer, &QTimer::timeout, this, &PingScheduler::tick);
    m_clock.start();
}

void PingScheduler::add(Pinged *connection)
{
    connection->m_dueAt = m_clock.elapsed() + m_interval;
    m_connections.insert(connection);
    if (!m_timer.isActive()) m_timer.start();
}

void PingScheduler::remove(Pinged *connection)
{
    m_connections.remove(connection);
    if (m_connections.isEmpty()) m_timer.stop();
}

qint64 PingScheduler::bytesWaiting() const
{
    qint64 bytes = 0;
    for (const Pinged *connection : m_connections)
        bytes += connection->bytesWaiting();
    return bytes;
}

void PingScheduler::tick()
{
    const qint64 now = m_clock.elapsed();
    QList<Pinged *> due;
    for (Pinged *connection : std::as_const(m_connections))
        if (connection->isOverdue(now) || connection->m_dueAt <= now) due.append(connection);
    for (Pinged *connection : std::as_const(due)) {
        // A ping may be what ends a connection, and with it others.
        if (!m_connections.contains(connection)) continue;
        if (connection->isOverdue(now)) {
            connection->timeOut();
            continue;
        }
        connection->m_dueAt = now + m_interval;
        // A timeout longer than the interval must not begin anew with each ping.
        if (connection->m_deadline == 0) connection->m_deadline = now + m_timeout;
        connection->ping();
    }
}

} // namespace lectern
