// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Arrivals.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>

#include <functional>
#include <optional>

class QSslSocket;

namespace lectern {

/// Accepts connections and finishes their TLS handshake.
class SocketListener : public QTcpServer
{
    Q_OBJECT

public:
    /// Gets each socket when its head may be read; must take it over or delete it.
    using SocketHandler = std::function<void(QTcpSocket *)>;

    /// At most that many descriptors at a time, those in `detached` counted that go on without their socket:
    /// beyond them one of the `arrivals` gives way. When there is none, who comes is turned away without an
    /// answer, as there is no descriptor to spare for one. The handshake must be done within that time.
    SocketListener(SocketHandler onSocket, Arrivals &arrivals, int maximum, const int &detached,
                   std::chrono::milliseconds handshakeTimeout);

    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

    /// Shows a socket that was not accepted here to who serves this listener's connections.
    void present(QTcpSocket *socket) { addPendingConnection(socket); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void restForATurn();
    void encrypt(QSslSocket *socket);
    void handOver(QTcpSocket *socket);

    SocketHandler m_onSocket;
    Arrivals &m_arrivals;
    std::optional<QSslConfiguration> m_tls;
    int m_maximum;
    int m_open = 0;
    int m_sinceRest = 0; ///< accepted
    const int &m_detached;
    std::chrono::milliseconds m_handshakeTimeout;
};

} // namespace lectern
