// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <list>

namespace lectern {

/// A connection that PingScheduler keeps alive, and asks whether it is. Must take itself off the scheduler's
/// list before it goes.
class Pinged
{
public:
    virtual ~Pinged() = default;

    /// Sends something that the peer answers, or else something that the network answers for it.
    virtual void ping() = 0;
    /// The ping was not answered in time.
    virtual void timeOut() = 0;

    /// Bytes that wait to be sent to it, over every queue in this process.
    virtual qint64 bytesWaiting() const = 0;

protected:
    /// Any sign of life answers a ping.
    void answeredPing() { m_deadline = 0; }

private:
    friend class PingScheduler;
    using Place = std::list<Pinged *>::iterator;

    qint64 m_dueAt = 0;    ///< when the next ping goes, in milliseconds of PingScheduler's clock; 0: never
    qint64 m_deadline = 0; ///< when the last one must have been answered; 0: it was
    Place m_dueHere;
    Place m_awaitedHere;
    bool m_awaited = false;
};

/// One timer that pings every connection: limits.pingInterval after its last ping, and gives it
/// limits.pingTimeout to answer. Late by at most a second.
class PingScheduler : public QObject
{
    Q_OBJECT

public:
    explicit PingScheduler(const Limits &limits);

    void add(Pinged *connection);
    void remove(Pinged *connection);
    qsizetype count() const { return qsizetype(m_due.size()); }
    qint64 bytesWaiting() const; ///< over all of them

private:
    void tick();
    void await(Pinged *connection, qint64 deadline);
    void awaitNoMore(Pinged *connection);

    // All wait equally long, so that each queue is in order by itself, and a tick looks at nobody in vain.
    std::list<Pinged *> m_due;     ///< everybody, by when their next ping goes
    std::list<Pinged *> m_awaited; ///< who was pinged, by when they must answer; some have by now
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_interval; ///< milliseconds
    qint64 m_timeout;  ///< milliseconds
};

} // namespace lectern
