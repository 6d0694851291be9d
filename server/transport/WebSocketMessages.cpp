// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketMessages.h"

namespace lectern {

WebSocketMessages::WebSocketMessages(Connection &connection)
    : MessageSocket(&connection)
    , m_connection(connection)
{
    connect(&connection, &Connection::textReceived, this, &MessageSocket::received);
    connect(&connection, &Connection::binaryReceived, this, &MessageSocket::received);
    connect(&connection, &Connection::closed, this,
            [this](Connection::End end) { Q_EMIT closed(meaning(end, m_connection.closeCode())); });
}

MessageSocket::End WebSocketMessages::meaning(Connection::End end, int closeCode)
{
    constexpr int kNoCode = 1005;
    if (end == Connection::End::Ours) return End::Ours;
    const bool goodbye = closeCode == int(CloseCode::Normal) || closeCode == kNoCode;
    return end == Connection::End::Clean && goodbye ? End::Goodbye : End::Dropped;
}

} // namespace lectern
