// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/SendQueue.h"

#include "server/transport/Fanout.h"
#include "server/transport/SocketBytes.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <limits>

namespace lectern {

namespace {

constexpr std::size_t kPiecesAWrite = 64;

} // namespace

SendQueue::SendQueue(QTcpSocket &socket, Fanout &fanout, qint64 limit)
    : m_socket(socket)
    , m_fanout(fanout)
    , m_limit(limit)
{
    connect(&socket, &QTcpSocket::bytesWritten, this, &SendQueue::wrote);
    // Queued: while QSslSocket tells of it, bytes may be in its cipher that no count knows.
    if (auto *tls = qobject_cast<QSslSocket *>(&socket))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &SendQueue::wrote, Qt::QueuedConnection);
}

SendQueue::~SendQueue()
{
    if (m_scheduled) m_fanout.forget(this);
}

qint64 SendQueue::bytesWaiting() const
{
    return m_queued + lectern::bytesWaiting(m_socket);
}

bool SendQueue::offer(const QByteArray &piece)
{
    if (bytesWaiting() + piece.size() > m_limit) {
        // What this turn has queued may fit into the kernel's buffer.
        flush();
        const qint64 waiting = bytesWaiting();
        if (waiting > 0 && waiting + piece.size() > m_limit) return false;
    }
    append(piece);
    return true;
}

void SendQueue::append(const QByteArray &piece)
{
    m_pieces.append(piece);
    m_queued += piece.size();
    if (m_scheduled) return;
    m_scheduled = true;
    m_fanout.schedule(this);
}

void SendQueue::abandon()
{
    m_pieces = {};
    m_queued = 0;
    m_limit = std::numeric_limits<qint64>::max() / 2;
}

void SendQueue::endTurn()
{
    m_scheduled = false;
    flush();
}

void SendQueue::flush()
{
    if (m_pieces.isEmpty()) return;
    const bool encrypted = qobject_cast<QSslSocket *>(&m_socket);
    if (!encrypted && m_socket.bytesToWrite() == 0) writeDirectly();
    for (const QByteArray &piece : std::as_const(m_pieces))
        m_socket.write(piece);
    m_pieces = {};
    m_queued = 0;
    m_backlog = m_backlog || m_socket.bytesToWrite() > 0;
    if (!m_backlog) Q_EMIT drained();
}

void SendQueue::writeDirectly()
{
    const int descriptor = static_cast<int>(m_socket.socketDescriptor());
    while (descriptor >= 0 && !m_pieces.isEmpty()) {
        std::array<iovec, kPiecesAWrite> parts;
        std::size_t count = 0;
        std::size_t given = 0;
        for (; count < parts.size() && count < static_cast<std::size_t>(m_pieces.size()); ++count) {
            const QByteArray &piece = m_pieces.at(static_cast<qsizetype>(count));
            parts[count] = {const_cast<char *>(piece.constData()), static_cast<std::size_t>(piece.size())};
            given += parts[count].iov_len;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        // An error comes again with the socket's own write, and is its to report.
        if (sent <= 0) return;
        std::size_t left = static_cast<std::size_t>(sent);
        qsizetype whole = 0;
        while (whole < m_pieces.size() && left >= static_cast<std::size_t>(m_pieces.at(whole).size()))
            left -= static_cast<std::size_t>(m_pieces.at(whole++).size());
        m_pieces.remove(0, whole);
        if (left > 0) m_pieces.first().remove(0, static_cast<qsizetype>(left));
        if (static_cast<std::size_t>(sent) < given) return;
    }
}

void SendQueue::wrote()
{
    if (!m_backlog || lectern::bytesWaiting(m_socket) > 0) return;
    m_backlog = false;
    Q_EMIT drained();
}

} // namespace lectern
