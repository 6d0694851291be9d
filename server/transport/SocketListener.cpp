// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/SocketListener.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QSslSocket>

#include <unistd.h>

namespace lectern {

namespace {

/// More than one read of a WebSocket frame needs, and all that a client can make us keep while an answer
/// is being worked out.
constexpr qint64 kReadBuffer = 128 * 1024;

} // namespace

SocketListener::SocketListener(SocketHandler onSocket, int maximum, const int &detached,
                               std::chrono::milliseconds handshakeTimeout)
    : m_onSocket(std::move(onSocket))
    , m_maximum(maximum)
    , m_detached(detached)
    , m_handshakeTimeout(handshakeTimeout)
{
    // A class opens the page within the same second.
    setListenBacklogSize(4096);
}

void SocketListener::incomingConnection(qintptr descriptor)
{
    if (m_open + m_detached >= m_maximum) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (m_tls) {
        encrypt(descriptor);
        return;
    }
    auto *socket = new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        return;
    }
    handOver(socket);
}

void SocketListener::encrypt(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        return;
    }
    socket->setSslConfiguration(*m_tls);
    auto *timer = new QTimer(socket);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, socket, &QSslSocket::abort);
    connect(socket, &QSslSocket::disconnected, this, [socket] { socket->deleteLater(); });
    connect(socket, &QSslSocket::encrypted, this, [this, socket, timer] {
        disconnect(socket, nullptr, this, nullptr);
        delete timer;
        socket->setParent(nullptr);
        handOver(socket);
    });
    timer->start(m_handshakeTimeout);
    socket->startServerEncryption();
}

void SocketListener::handOver(QTcpSocket *socket)
{
    ++m_open;
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    socket->setReadBufferSize(kReadBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_onSocket(socket);
}

} // namespace lectern
