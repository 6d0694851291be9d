// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/ByteLine.h"

class QTcpSocket;

namespace lectern {

/// A line over a Qt socket: for TLS, and where the socket is still another's.
class SocketLine final : public ByteLine
{
    Q_OBJECT

public:
    /// Does not own the socket, and is not used once that is gone.
    explicit SocketLine(QTcpSocket &socket);
    /// Owns it.
    explicit SocketLine(QTcpSocket *socket);
    ~SocketLine() override;

    qint64 read(char *bytes, qint64 size) override;
    void write(std::span<const QByteArray> pieces) override;
    qint64 bytesWaiting() const override;
    bool isOpen() const override;
    void close() override;
    void abort() override;

private:
    QTcpSocket &m_socket;
    bool m_isOwner = false;
};

} // namespace lectern
