// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <vector>

namespace lectern {

class SendQueue;

/// Has the queues that were given something write it once a turn of the event loop, together. What has come
/// in meanwhile is read first, so that under load more leaves in one write; nobody waits for what may come.
class Fanout : public QObject
{
public:
    /// Once a turn and queue: that queue's endTurn() follows in the next turn.
    void schedule(SendQueue *queue);
    void forget(SendQueue *queue);

    bool event(QEvent *event) override;

private:
    void flushAll();

    int m_looks = 0; ///< how often this turn has looked for what came in meanwhile
    std::vector<SendQueue *> m_next;
    std::vector<SendQueue *> m_flushing; ///< null: forgotten meanwhile
};

} // namespace lectern
