// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

WebSocketMessages::WebSocketMessages(Connection &connection)
    : MessageSocket(&connection)
    , m_connection(connection)
{
    connect(&connection, &Connection::textReceived, this, &MessageSocket::received);
    connect(&connection, &Connection::binaryReceived, this, &MessageSocket::received);
    passOnLastWords(connection, *this);
    connect(&connection, &Connection::closed, this,
            [this](Connection::End end) { Q_EMIT closed(meaning(end, m_connection.closeCode())); });
}

void WebSocketMessages::passOnLastWords(Connection &connection, MessageSocket &socket)
{
    connect(&connection, &Connection::tooSlow, &socket, [&socket] {
        Q_EMIT socket.closing({ErrorCode::TooSlow, u"too slow: too much waits to be read"_s});
    });
    connect(&connection, &Connection::tooBig, &socket, [&socket] {
        Q_EMIT socket.closing({ErrorCode::TextTooLong, u"a message is longer than limits.frame"_s});
    });
}

MessageSocket::End WebSocketMessages::meaning(Connection::End end, int closeCode)
{
    constexpr int kNoCode = 1005;
    if (end == Connection::End::Ours) return End::Ours;
    const bool goodbye = closeCode == int(CloseCode::Normal) || closeCode == kNoCode;
    return end == Connection::End::Clean && goodbye ? End::Goodbye : End::Dropped;
}

} // namespace lectern
