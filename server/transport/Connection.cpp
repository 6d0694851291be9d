// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Connection.h"

#include "server/transport/Frame.h"
#include "server/transport/ResponseStream.h"

namespace lectern {

Connection::~Connection() = default;

QByteArray textFrame(QByteArrayView payload)
{
    return frame(Opcode::Text, payload);
}

QByteArray binaryFrame(QByteArrayView payload)
{
    return frame(Opcode::Binary, payload);
}

QByteArray eventFrame(QByteArrayView lines)
{
    return streamChunk(lines);
}

} // namespace lectern
