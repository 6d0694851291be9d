// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QTcpSocket>

namespace lectern {

/// A socket without a network, for Qt's servers: who reads it gets what was put in.
class MemorySocket : public QTcpSocket
{
    Q_OBJECT

public:
    /// Past the socket's own, which asks the network.
    // NOLINTNEXTLINE(bugprone-parent-virtual-call)
    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_input.size(); }

protected:
    using QTcpSocket::QTcpSocket;

    void put(const QByteArray &bytes) { m_input += bytes; }
    bool hasLine() const { return m_input.contains('\n'); }

    qint64 readData(char *data, qint64 maximum) override;

private:
    QByteArray m_input;
};

} // namespace lectern
