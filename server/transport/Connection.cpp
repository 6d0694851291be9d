// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Connection.h"

#include "server/transport/ResponseStream.h"

namespace lectern {

Connection::~Connection() = default;

QByteArray eventFrame(QByteArrayView lines)
{
    return streamChunk(lines);
}

} // namespace lectern
