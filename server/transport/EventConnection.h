// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"
#include "server/transport/PingScheduler.h"

namespace lectern {

class ResponseStream;
struct ConnectionServices;

/// A Connection over an event stream (Server-Sent Events): everything goes one way, there is no close code.
/// Its pings are comments, which only the network acknowledges; whoever it cannot reach within
/// limits.pingTimeout is dropped by the kernel.
class EventConnection : public Connection, public Pinged
{
    Q_OBJECT

public:
    /// Belongs to the stream.
    explicit EventConnection(ResponseStream *stream);
    ~EventConnection() override;

    const QByteArray &requestId() const override;
    QString subprotocol() const override { return {}; }
    void send(const QByteArray &frame) override;
    void close(CloseCode code, const QString &reason = {}) override;
    qint64 bytesWaiting() const override;
    int closeCode() const override;

    void ping() override;
    void timeOut() override;

private:
    void finish(End end);

    ResponseStream &m_stream;
    ConnectionServices &m_services; ///< outlive the stream's own parts
    bool m_open = true;
};

} // namespace lectern
