// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <vector>

namespace lectern {

class WebSocketConnection;

/// Has the connections that were given frames write them once a turn of the event loop, together.
class Fanout : public QObject
{
public:
    /// Once a turn and connection: that connection's endTurn() follows in the next turn.
    void schedule(WebSocketConnection *connection);
    void forget(WebSocketConnection *connection);

    bool event(QEvent *event) override;

private:
    std::vector<WebSocketConnection *> m_next;
    std::vector<WebSocketConnection *> m_flushing; ///< null: forgotten meanwhile
};

} // namespace lectern
