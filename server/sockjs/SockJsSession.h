// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/sockjs/SockJsFormat.h"
#include "server/transport/MessageSocket.h"
#include "server/transport/PingScheduler.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QByteArrayList>
#include <QtCore/QPointer>

#include <chrono>

namespace lectern {

class ResponseStream;
struct ConnectionServices;

/// How much and how long in SockJS sessions over HTTP, with the protocol's defaults.
struct SockJsPatience
{
    qint64 streamLimit = 128 * 1024; ///< bytes after which an answer ends, for the browser's memory
    std::chrono::milliseconds disconnectDelay{5'000}; ///< without an answer to send on
};

/// Messages over one HTTP answer after another: SockJS's polling and streaming transports. What is sent while
/// no answer is open waits for the next. Counts as a connection. Stays after closed() for as long as a client
/// may ask what became of it; then expired(), and it deletes itself.
class SockJsSession : public MessageSocket, public Pinged
{
    Q_OBJECT

public:
    SockJsSession(ConnectionServices &services, const SockJsPatience &patience);
    ~SockJsSession() override;

    /// Sends on that answer from now on; while there is one already, the new one is told so and ends.
    void receive(ResponseStream *answer, const SockJsFormat &format);
    /// Says on that answer that its session is no more.
    static void refuse(ResponseStream *answer, const SockJsFormat &format);

    bool isOpen() const { return m_open; }
    /// What the client says.
    void take(const QByteArrayList &texts);

    void send(const QByteArray &utf8) override;
    void close(CloseCode code, const QString &reason = {}) override;

    void ping() override;
    void timeOut() override {}

Q_SIGNALS:
    void expired();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void flush();
    void sendFrame(const QByteArray &frame);
    void letGo();
    void interrupted();
    void giveUp();
    void finish(End end, const QByteArray &closeFrame);
    void forgetWaiting();
    qint64 bytesWaiting() const override;

    ConnectionServices &m_services;
    const SockJsPatience m_patience;
    QPointer<ResponseStream> m_answer;
    SockJsFormat m_format;
    qint64 m_sent = 0;        ///< bytes on this answer
    QByteArrayList m_waiting; ///< texts, as the frame has them
    qint64 m_waitingBytes = 0;
    QByteArray m_closeFrame; ///< once closed
    QBasicTimer m_timer;
    bool m_open = true;
    bool m_greeted = false; ///< the client has got its open frame
    bool m_flushDue = false;
};

} // namespace lectern
