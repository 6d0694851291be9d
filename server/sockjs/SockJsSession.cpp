// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsSession.h"

#include "server/sockjs/SockJsFrames.h"
#include "server/transport/ResponseStream.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 kAnotherConnection = 2010;
constexpr quint16 kInterrupted = 1002;

QByteArray interruption()
{
    return sockjs::close(kInterrupted, u"Connection interrupted"_s);
}

void sendOnce(ResponseStream &answer, const SockJsFormat &format, const QByteArray &frame)
{
    answer.send(streamChunk(format.wrapped(frame)));
    answer.end();
}

} // namespace

SockJsSession::SockJsSession(HttpHead head, PingScheduler &pings, const Limits &limits,
                             SockJsPatience patience, QObject *parent)
    : Connection(parent)
    , m_head(std::move(head))
    , m_pings(&pings)
    , m_limits(limits)
    , m_patience(patience)
    , m_format(SockJsFormat::xhr())
{
    pings.add(this);
}

SockJsSession::~SockJsSession()
{
    if (m_pings) m_pings->remove(this);
}

void SockJsSession::receive(ResponseStream *answer, const SockJsFormat &format)
{
    if (!format.prelude.isEmpty()) answer->send(streamChunk(format.prelude));
    if (m_answer)
        return sendOnce(*answer, format, sockjs::close(kAnotherConnection, u"Another connection still open"_s));
    if (m_state == State::Closed && m_waiting.isEmpty()) return sendOnce(*answer, format, m_closeFrame);

    m_timer.stop();
    m_answer = answer;
    m_format = format;
    m_sent = 0;
    connect(answer, &ResponseStream::left, this, &SockJsSession::interrupted);
    connect(answer, &ResponseStream::overrun, this, &SockJsSession::giveUp);
    connect(answer, &ResponseStream::drained, this, &SockJsSession::drained);
    if (!std::exchange(m_opened, true)) return sendFrame(sockjs::kOpen);
    flush();
}

void SockJsSession::refuse(ResponseStream *answer, const SockJsFormat &format)
{
    if (!format.prelude.isEmpty()) answer->send(streamChunk(format.prelude));
    sendOnce(*answer, format, interruption());
}

void SockJsSession::take(const QByteArrayList &texts)
{
    for (const QByteArray &text : texts) {
        if (m_state != State::Open) return;
        if (text.size() > m_limits.frame)
            return close(CloseCode::TooBig, u"at most %1 bytes"_s.arg(m_limits.frame));
        Q_EMIT textReceived(text);
    }
}

void SockJsSession::sendText(QByteArrayView utf8)
{
    send(sockjs::quoted(utf8));
}

void SockJsSession::send(const QByteArray &frame)
{
    if (m_state != State::Open) return;
    const qint64 waiting = bytesWaiting();
    if (!m_lastWords && waiting > 0 && waiting + frame.size() > m_limits.queue) return giveUp();
    m_waiting.append(frame);
    m_waitingBytes += frame.size();
    // What is said in one turn goes in one frame.
    if (m_answer && !std::exchange(m_flushDue, true))
        QMetaObject::invokeMethod(this, &SockJsSession::flush, Qt::QueuedConnection);
}

void SockJsSession::flush()
{
    m_flushDue = false;
    if (m_answer && !m_waiting.isEmpty()) {
        m_waitingBytes = 0;
        sendFrame(sockjs::messages(std::exchange(m_waiting, {})));
    }
    if (m_answer && m_state == State::Closed) {
        m_answer->send(streamChunk(m_format.wrapped(m_closeFrame)));
        letGo();
    }
}

void SockJsSession::sendFrame(const QByteArray &frame)
{
    const QByteArray bytes = m_format.wrapped(frame);
    m_answer->send(streamChunk(bytes));
    m_sent += bytes.size();
    // The answer may have given up on a client that does not read.
    if (m_answer && (m_format.polling || m_sent >= m_patience.streamLimit)) letGo();
}

void SockJsSession::letGo()
{
    ResponseStream *answer = std::exchange(m_answer, nullptr);
    disconnect(answer, nullptr, this, nullptr);
    answer->end();
    m_timer.start(static_cast<int>(m_patience.disconnectDelay.count()), this);
}

void SockJsSession::interrupted()
{
    m_answer = nullptr;
    m_waiting.clear();
    m_waitingBytes = 0;
    // Nobody knows what of the answer has arrived.
    finish(End::Dropped, interruption());
}

void SockJsSession::giveUp()
{
    if (m_state != State::Open || std::exchange(m_lastWords, true)) return;
    m_waiting.clear();
    m_waitingBytes = 0;
    Q_EMIT tooSlow();
    finish(End::Ours, sockjs::close(static_cast<quint16>(CloseCode::TooSlow), u"too slow"_s));
}

void SockJsSession::close(CloseCode code, const QString &reason)
{
    if (code == CloseCode::TooSlow) return giveUp();
    finish(End::Ours, sockjs::close(static_cast<quint16>(code), reason));
}

void SockJsSession::finish(End end, const QByteArray &lastFrame)
{
    if (m_state == State::Closed) return;
    m_state = State::Closed;
    m_closeFrame = lastFrame;
    if (m_pings) m_pings->remove(this);
    flush();
    if (!m_timer.isActive()) m_timer.start(static_cast<int>(m_patience.disconnectDelay.count()), this);
    // Later: whoever closes is not told of it within the call.
    QMetaObject::invokeMethod(this, [this, end] { Q_EMIT closed(end); }, Qt::QueuedConnection);
}

qint64 SockJsSession::bytesWaiting() const
{
    return m_waitingBytes + (m_answer ? m_answer->bytesWaiting() : 0);
}

int SockJsSession::closeCode() const
{
    return static_cast<int>(CloseCode::Abnormal);
}

void SockJsSession::ping()
{
    answeredPing();
    if (m_answer && m_waiting.isEmpty()) sendFrame(sockjs::kHeartbeat);
}

void SockJsSession::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    m_waiting.clear();
    finish(End::Timeout, interruption());
    m_timer.stop();
    Q_EMIT expired();
    deleteLater();
}

} // namespace lectern
