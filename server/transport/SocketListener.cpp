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

/// Qt accepts all that wait within one turn of the loop, thousands when somebody floods us: those who are in
/// class have their turn after so many.
constexpr int kAcceptedATurn = 8;
constexpr int kAcceptNone = 0; ///< Qt stops accepting when it keeps as many pending connections
constexpr int kPending = 30;   ///< Qt's default; none are kept here

} // namespace

SocketListener::SocketListener(SocketHandler onSocket, Arrivals &arrivals, int maximum, const int &detached,
                               std::chrono::milliseconds handshakeTimeout)
    : m_onSocket(std::move(onSocket))
    , m_arrivals(arrivals)
    , m_maximum(maximum)
    , m_detached(detached)
    , m_handshakeTimeout(handshakeTimeout)
{
    // A class opens the page within the same second.
    setListenBacklogSize(4096);
}

void SocketListener::incomingConnection(qintptr descriptor)
{
    if (++m_sinceRest == kAcceptedATurn) restForATurn();
    if (m_open + m_detached >= m_maximum && !m_arrivals.makeRoom()) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    QTcpSocket *socket = m_tls ? new QSslSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        return;
    }
    ++m_open;
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    if (m_tls)
        encrypt(static_cast<QSslSocket *>(socket));
    else
        handOver(socket);
}

void SocketListener::restForATurn()
{
    setMaxPendingConnections(kAcceptNone);
    const auto goOn = [this] {
        m_sinceRest = 0;
        setMaxPendingConnections(kPending);
        if (isListening()) resumeAccepting();
    };
    QMetaObject::invokeMethod(this, goOn, Qt::QueuedConnection);
}

void SocketListener::encrypt(QSslSocket *socket)
{
    socket->setParent(this);
    socket->setSslConfiguration(*m_tls);
    auto *timer = new QTimer(socket);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, socket, &QSslSocket::abort);
    connect(socket, &QSslSocket::disconnected, this, [socket] { socket->deleteLater(); });
    const auto place = m_arrivals.enter([socket] { socket->abort(); });
    connect(socket, &QSslSocket::encrypted, this, [this, socket, timer, place] {
        disconnect(socket, &QSslSocket::disconnected, this, nullptr);
        disconnect(socket, &QSslSocket::encrypted, this, nullptr);
        delete timer;
        socket->setParent(nullptr);
        handOver(socket);
    });
    timer->start(m_handshakeTimeout);
    socket->startServerEncryption();
}

void SocketListener::handOver(QTcpSocket *socket)
{
    socket->setReadBufferSize(kReadBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_onSocket(socket);
}

} // namespace lectern
