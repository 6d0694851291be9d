// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/sockjs/SockJsFormat.h"
#include "server/transport/Connection.h"
#include "server/transport/PingScheduler.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QPointer>

#include <chrono>

namespace lectern {

class ResponseStream;

/// How long what lasts in SockJS sessions over HTTP, with the protocol's defaults.
struct SockJsPatience
{
    qint64 streamLimit = 128 * 1024;               ///< bytes after which an answer ends, for the browser's memory
    std::chrono::milliseconds disconnectDelay{5'000}; ///< without an answer to send on
};

/// A Connection over one HTTP answer after another: SockJS's polling and streaming transports. What is sent while
/// no answer is open waits for the next. A frame for send() is a text as sockjs::quoted() makes it.
/// Stays after closed() for as long as a client may ask what became of it; then expired(), and it deletes itself.
class SockJsSession : public Connection, public Pinged
{
    Q_OBJECT

public:
    /// `head`: of the request that opens it.
    SockJsSession(HttpHead head, PingScheduler &pings, const Limits &limits, SockJsPatience patience,
                  QObject *parent);
    ~SockJsSession() override;

    /// Sends on that answer from now on; if there is one already, it is told so.
    void receive(ResponseStream *answer, const SockJsFormat &format);

    /// Says on that answer that its session is no more.
    static void refuse(ResponseStream *answer, const SockJsFormat &format);

    bool isOpen() const { return m_state == State::Open; }
    /// What the client says.
    void take(const QByteArrayList &texts);

    const HttpHead &head() const override { return m_head; }
    QString subprotocol() const override { return {}; }
    void send(const QByteArray &frame) override;
    void sendText(QByteArrayView utf8) override;
    void close(CloseCode code, const QString &reason = {}) override;
    qint64 bytesWaiting() const override;
    int closeCode() const override;

    void ping() override;
    void timeOut() override {}

Q_SIGNALS:
    void expired();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State : quint8 { Open, Closed };

    void flush();
    void sendFrame(const QByteArray &frame);
    void letGo();
    void interrupted();
    void giveUp();
    void finish(End end, const QByteArray &lastFrame);

    HttpHead m_head;
    QPointer<PingScheduler> m_pings;
    const Limits m_limits;
    const SockJsPatience m_patience;
    QPointer<ResponseStream> m_answer;
    SockJsFormat m_format;
    qint64 m_sent = 0; ///< bytes on this answer
    QByteArrayList m_waiting;
    qint64 m_waitingBytes = 0;
    QByteArray m_closeFrame; ///< once closed
    QBasicTimer m_timer;
    State m_state = State::Open;
    bool m_opened = false; ///< the client has got its open frame
    bool m_flushDue = false;
    bool m_lastWords = false; ///< too slow already: what is said now has no limit
};

} // namespace lectern
