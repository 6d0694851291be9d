// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/SendQueue.h"

#include "server/transport/ByteLine.h"
#include "server/transport/Fanout.h"

#include <limits>

namespace lectern {

SendQueue::SendQueue(ByteLine &line, Fanout &fanout, qint64 limit)
    : m_line(line)
    , m_fanout(fanout)
    , m_limit(limit)
{
    connect(&line, &ByteLine::written, this, &SendQueue::wrote);
}

SendQueue::~SendQueue()
{
    if (m_scheduled) m_fanout.forget(this);
}

qint64 SendQueue::bytesWaiting() const
{
    return m_queued + m_line.bytesWaiting();
}

bool SendQueue::offer(const QByteArray &piece)
{
    // The line is asked only when it holds something: for each of a thousand it is one more place to look at.
    const qint64 ahead = m_backlog ? bytesWaiting() : m_queued;
    if (ahead + piece.size() > m_limit) {
        // What this turn has queued may fit into the kernel's buffer.
        flush();
        const qint64 waiting = bytesWaiting();
        if (waiting > 0 && waiting + piece.size() > m_limit) return false;
    }
    append(piece);
    return true;
}

void SendQueue::append(const QByteArray &piece)
{
    m_pieces.append(piece);
    m_queued += piece.size();
    if (m_scheduled) return;
    m_scheduled = true;
    m_fanout.schedule(this);
}

void SendQueue::abandon()
{
    m_pieces.clear();
    m_queued = 0;
    m_limit = std::numeric_limits<qint64>::max() / 2;
}

void SendQueue::endTurn()
{
    m_scheduled = false;
    flush();
}

void SendQueue::flush()
{
    if (m_pieces.isEmpty()) return;
    m_line.write(m_pieces);
    while (!m_pieces.isEmpty())
        m_pieces.removeLast(); // clear() would be a call, and each recipient's
    m_queued = 0;
    m_backlog = m_line.bytesWaiting() > 0;
    if (!m_backlog && m_heard) Q_EMIT drained();
}

void SendQueue::wrote()
{
    if (!m_backlog || m_line.bytesWaiting() > 0) return;
    m_backlog = false;
    Q_EMIT drained();
}

} // namespace lectern
