// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"
#include "server/transport/MessageSocket.h"

namespace lectern {

/// The messages of a WebSocket. Belongs to its connection.
class WebSocketMessages : public MessageSocket
{
    Q_OBJECT

public:
    explicit WebSocketMessages(Connection &connection);

    void send(const QByteArray &utf8) override { m_connection.send(textFrame(utf8)); }
    void close(CloseCode code, const QString &reason = {}) override { m_connection.close(code, reason); }

    /// MessageSocket::closing() of that socket, which this connection carries.
    static void passOnLastWords(Connection &connection, MessageSocket &socket);

    /// What the end of a connection means: a browser's close() without a code says 1005, one that goes to
    /// another page says 1001 and may come back.
    static End meaning(Connection::End end, int closeCode);

private:
    Connection &m_connection;
};

} // namespace lectern
