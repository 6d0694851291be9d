// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/MemorySocket.h"
#include "server/transport/RequestHead.h"

namespace lectern {

/// What QWebSocketServer does a handshake with instead of a client's socket: what the answer depends on of a
/// request that has been checked (WebSocketListener::check), and room for the answer. So the client's socket
/// is never a QWebSocket's, which would keep buffers and write to it.
class HandshakePipe : public MemorySocket
{
    Q_OBJECT

public:
    /// The drafts 7 and 8 of the protocol are shown as version 13, whose handshake is the same.
    explicit HandshakePipe(const RequestHead &head);
    ~HandshakePipe() override;

    const QByteArray &answer() const { return m_answer; }

    void close() override; ///< ends what the QWebSocket takes for its connection
    bool canReadLine() const override { return hasLine(); }

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_answer;
};

} // namespace lectern
