// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PingScheduler.h"

#include <algorithm>
#include <utility>

namespace lectern {

PingScheduler::PingScheduler(const Limits &limits)
    : m_interval(std::max<qint64>(1, qRound64(limits.pingInterval * 1000)))
    , m_timeout(qRound64(limits.pingTimeout * 1000))
{
    m_timer.setInterval(static_cast<int>(std::clamp<qint64>(std::min(m_interval, m_timeout) / 5, 20, 1000)));
    connect(&m_timer, &QTimer::timeout, this, &PingScheduler::tick);
    m_clock.start();
}

void PingScheduler::add(Pinged *connection)
{
    connection->m_dueAt = m_clock.elapsed() + m_interval;
    connection->m_dueHere = m_due.insert(m_due.end(), connection);
    if (!m_timer.isActive()) m_timer.start();
}

void PingScheduler::remove(Pinged *connection)
{
    if (std::exchange(connection->m_dueAt, 0) == 0) return;
    m_due.erase(connection->m_dueHere);
    awaitNoMore(connection);
    if (m_due.empty()) m_timer.stop();
}

qint64 PingScheduler::bytesWaiting() const
{
    qint64 bytes = 0;
    for (const Pinged *connection : m_due)
        bytes += connection->bytesWaiting();
    return bytes;
}

// A ping or its missing answer may be what ends a connection, and with it others.
void PingScheduler::tick()
{
    const qint64 now = m_clock.elapsed();
    while (!m_awaited.empty() && m_awaited.front()->m_deadline <= now) {
        Pinged *connection = m_awaited.front();
        awaitNoMore(connection);
        if (std::exchange(connection->m_deadline, 0) > 0) connection->timeOut();
    }
    while (!m_due.empty() && m_due.front()->m_dueAt <= now) {
        Pinged *connection = m_due.front();
        connection->m_dueAt = now + m_interval;
        m_due.splice(m_due.end(), m_due, connection->m_dueHere);
        await(connection, now + m_timeout);
        connection->ping();
    }
}

void PingScheduler::await(Pinged *connection, qint64 deadline)
{
    // A timeout longer than the interval must not begin anew with each ping.
    if (connection->m_deadline > 0) return;
    awaitNoMore(connection);
    connection->m_deadline = deadline;
    connection->m_awaitedHere = m_awaited.insert(m_awaited.end(), connection);
    connection->m_awaited = true;
}

void PingScheduler::awaitNoMore(Pinged *connection)
{
    if (std::exchange(connection->m_awaited, false)) m_awaited.erase(connection->m_awaitedHere);
}

} // namespace lectern
