// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QVarLengthArray>

namespace lectern {

class ByteLine;
class Fanout;

/// What one line is still to send. Pieces that are given in one turn of the event loop leave in one write.
/// Does not own the line, and is not used once that is gone.
class SendQueue : public QObject
{
    Q_OBJECT

public:
    /// `limit`: bytes that may wait.
    SendQueue(ByteLine &line, Fanout &fanout, qint64 limit);
    ~SendQueue() override;

    /// Queues the piece; false, and nothing is queued, if more than the limit would wait then. One piece
    /// alone is always taken, however long.
    bool offer(const QByteArray &piece);
    /// Queues it in any case.
    void append(const QByteArray &piece);

    /// Throws away what has not been given to the line, always whole pieces, and takes anything from now
    /// on: for last words to somebody who is too slow.
    void abandon();

    /// Gives the line what waits.
    void flush();
    /// Called by Fanout.
    void endTurn();

    /// Over every queue in this process.
    qint64 bytesWaiting() const;

Q_SIGNALS:
    /// Nothing waits any more, all has gone to the kernel.
    void drained();

protected:
    void connectNotify(const QMetaMethod &) override { m_heard = true; }

private:
    void wrote();

    ByteLine &m_line;
    Fanout &m_fanout;
    qint64 m_limit;
    bool m_scheduled = false;
    bool m_heard = false;   ///< somebody listens to drained(): hardly ever, and it is due after each write
    bool m_backlog = false; ///< the line has bytes that wait, and drained() is due
    qint64 m_queued = 0;    ///< bytes of the pieces
    QVarLengthArray<QByteArray, 1> m_pieces; ///< of this turn: one, unless much is said
};

} // namespace lectern
