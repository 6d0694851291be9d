// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/SocketLine.h"

#include "server/transport/SocketBytes.h"

namespace lectern {

SocketLine::SocketLine(QTcpSocket &socket)
    : m_socket(socket)
{
    connect(&socket, &QTcpSocket::readyRead, this, &ByteLine::readable);
    if (auto *tls = qobject_cast<QSslSocket *>(&socket)) {
        // Queued: while QSslSocket tells of it, bytes may be in its cipher that no count knows.
        connect(tls, &QSslSocket::bytesWritten, this, &ByteLine::written, Qt::QueuedConnection);
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &ByteLine::written, Qt::QueuedConnection);
    } else {
        connect(&socket, &QTcpSocket::bytesWritten, this, &ByteLine::written);
    }
    connect(&socket, &QTcpSocket::disconnected, this, &ByteLine::ended);
}

SocketLine::SocketLine(QTcpSocket *socket)
    : SocketLine(*socket)
{
    m_isOwner = true;
}

SocketLine::~SocketLine()
{
    if (!m_isOwner) return;
    disconnect(&m_socket, nullptr, this, nullptr);
    m_socket.abort();
    m_socket.deleteLater();
}

qint64 SocketLine::read(char *bytes, qint64 size)
{
    return m_socket.isOpen() ? std::max<qint64>(m_socket.read(bytes, size), 0) : 0;
}

void SocketLine::write(std::span<const QByteArray> pieces)
{
    for (const QByteArray &piece : pieces)
        m_socket.write(piece);
}

qint64 SocketLine::bytesWaiting() const
{
    return lectern::bytesWaiting(m_socket);
}

bool SocketLine::isOpen() const
{
    return m_socket.state() != QAbstractSocket::UnconnectedState;
}

void SocketLine::close()
{
    m_socket.disconnectFromHost();
}

void SocketLine::abort()
{
    m_socket.abort();
}

} // namespace lectern
