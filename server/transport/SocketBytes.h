// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QSslSocket>

namespace lectern {

/// Bytes given to a socket that the kernel has not taken yet, encrypted or not.
inline qint64 bytesWaiting(const QTcpSocket &socket)
{
    const auto *tls = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

} // namespace lectern
