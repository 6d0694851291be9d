// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"
#include "server/transport/FrameDecoder.h"
#include "server/transport/PingScheduler.h"
#include "server/transport/SendQueue.h"

#include <QtCore/QBasicTimer>

class QTcpSocket;

namespace lectern {

struct ConnectionServices;

/// A Connection over a socket on which the WebSocket handshake is done. Frames are read and written here, on the
/// socket itself: ready frames need no copy a receiver, every queue is counted, and how a connection ended is
/// known.
class WebSocketConnection : public Connection, public Pinged
{
    Q_OBJECT

public:
    /// Takes the socket over.
    WebSocketConnection(QTcpSocket *socket, HttpHead head, QString subprotocol, ConnectionServices &services,
                        QObject *parent);
    ~WebSocketConnection() override;

    const HttpHead &head() const override { return m_head; }
    QString subprotocol() const override { return m_subprotocol; }
    void send(const QByteArray &frame) override;
    void close(CloseCode code, const QString &reason) override;
    qint64 bytesWaiting() const override;
    int closeCode() const override { return m_peerCode; }

    void ping() override;
    void timeOut() override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State : quint8 {
        Open,
        Closing, ///< our close frame is on its way; the peer's is awaited
        Ended,   ///< closed() was emitted; the socket sends its last bytes
    };

    void readSome();
    void handle(const FrameDecoder::Event &event);
    void giveUp();
    void beginClose(quint16 code, const QByteArray &reason);
    void answerClose(quint16 code);
    void disconnected();
    void finish(End end);

    ConnectionServices &m_services;
    QTcpSocket *m_socket;
    HttpHead m_head;
    QString m_subprotocol;
    FrameDecoder m_decoder;
    SendQueue m_queue;
    QBasicTimer m_timer;
    quint16 m_peerCode = 1006;
    quint16 m_ownCode = 0; ///< once we have closed
    State m_state = State::Open;
};

} // namespace lectern
