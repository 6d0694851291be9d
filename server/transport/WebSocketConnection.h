// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/ByteLine.h"
#include "server/transport/Connection.h"
#include "server/transport/FrameDecoder.h"
#include "server/transport/PingScheduler.h"
#include "server/transport/SendQueue.h"

#include <QtCore/QBasicTimer>

#include <memory>

namespace lectern {

struct ConnectionServices;

/// A Connection after QWebSocketServer's handshake: from then on frames are read and written here, so that
/// ready frames need no copy a receiver, every queue is counted, and how a connection ended is known.
class WebSocketConnection : public Connection, public Pinged
{
    Q_OBJECT

public:
    WebSocketConnection(std::unique_ptr<ByteLine> line, QString subprotocol, QByteArray requestId,
                        ConnectionServices &services, QObject *parent);
    ~WebSocketConnection() override;

    const QByteArray &requestId() const override { return m_requestId; }
    QString subprotocol() const override { return m_subprotocol; }
    void send(const QByteArray &frame) override;
    void close(CloseCode code, const QString &reason) override;
    qint64 bytesWaiting() const override;
    int closeCode() const override { return m_peerCode; }

    void ping() override;
    void timeOut() override;

protected:
    void connectNotify(const QMetaMethod &signal) override;
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State : quint8 {
        Open,
        Closing, ///< our close frame is on its way; the peer's is awaited
        Ended,   ///< closed() was emitted; the line sends its last bytes
    };

    void readSome();
    void handle(const FrameDecoder::Event &event);
    void tellDrained();
    void giveUp();
    void beginClose(quint16 code, const QByteArray &reason);
    void answerClose(quint16 code);
    void lineEnded();
    void finish(End end);

    ConnectionServices &m_services;
    std::unique_ptr<ByteLine> m_line;
    State m_state = State::Open; ///< beside the queue: each delivery looks at both
    SendQueue m_queue;
    QString m_subprotocol;
    QByteArray m_requestId;
    FrameDecoder m_decoder;
    QBasicTimer m_timer;
    quint16 m_peerCode = 1006;
    quint16 m_ownCode = 0; ///< once we have closed
};

} // namespace lectern
