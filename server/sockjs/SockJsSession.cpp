// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsSession.h"

#include "server/sockjs/SockJsFrames.h"
#include "server/transport/ConnectionServices.h"
#include "server/transport/ResponseStream.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kDialect = "sockjs"_ba; ///< under which they are counted

constexpr auto kAnotherConnection = static_cast<CloseCode>(2010);

QByteArray interruption()
{
    return sockjs::close(CloseCode::ProtocolError, u"Connection interrupted"_s);
}

void sendOnce(ResponseStream &answer, const SockJsFormat &format, const QByteArray &frame)
{
    answer.send(streamChunk(format.wrapped(frame)));
    answer.end();
}

void sendPrelude(ResponseStream &answer, const SockJsFormat &format)
{
    if (!format.prelude.isEmpty()) answer.send(streamChunk(format.prelude));
}

} // namespace

SockJsSession::SockJsSession(ConnectionServices &services, const SockJsPatience &patience)
    : MessageSocket(&services.sessions)
    , m_services(services)
    , m_patience(patience)
    , m_format(SockJsFormat::xhr())
{
    services.pings.add(this);
    ++services.tally.connections[kDialect];
}

SockJsSession::~SockJsSession()
{
    m_services.pings.remove(this);
}

void SockJsSession::receive(ResponseStream *answer, const SockJsFormat &format)
{
    sendPrelude(*answer, format);
    if (m_answer)
        return sendOnce(*answer, format,
                        sockjs::close(kAnotherConnection, u"Another connection still open"_s));
    if (!m_open && m_waiting.isEmpty()) return sendOnce(*answer, format, m_closeFrame);

    m_timer.stop();
    m_answer = answer;
    m_format = format;
    m_sent = 0;
    connect(answer, &ResponseStream::left, this, &SockJsSession::interrupted);
    connect(answer, &ResponseStream::overrun, this, &SockJsSession::giveUp);
    if (!std::exchange(m_greeted, true)) return sendFrame(sockjs::kOpen);
    flush();
}

void SockJsSession::refuse(ResponseStream *answer, const SockJsFormat &format)
{
    sendPrelude(*answer, format);
    sendOnce(*answer, format, interruption());
}

void SockJsSession::take(const QByteArrayList &texts)
{
    const qint64 limit = m_services.limits.frame;
    for (const QByteArray &text : texts) {
        if (!m_open) return;
        if (text.size() > limit) return close(CloseCode::TooBig, u"at most %1 bytes"_s.arg(limit));
        Q_EMIT received(text);
    }
}

void SockJsSession::send(const QByteArray &utf8)
{
    if (!m_open) return;
    const QByteArray text = sockjs::quoted(utf8);
    const qint64 waiting = bytesWaiting();
    if (waiting > 0 && waiting + text.size() > m_services.limits.queue) return giveUp();
    m_waiting.append(text);
    m_waitingBytes += text.size();
    // What is said in one turn goes in one frame.
    if (m_answer && !std::exchange(m_flushDue, true))
        QMetaObject::invokeMethod(this, &SockJsSession::flush, Qt::QueuedConnection);
}

void SockJsSession::flush()
{
    m_flushDue = false;
    if (m_answer && !m_waiting.isEmpty()) {
        const QByteArray frame = sockjs::messages(m_waiting);
        forgetWaiting();
        sendFrame(frame);
    }
    if (m_answer && !m_open) {
        m_answer->send(streamChunk(m_format.wrapped(m_closeFrame)));
        letGo();
    }
}

void SockJsSession::sendFrame(const QByteArray &frame)
{
    const QByteArray bytes = m_format.wrapped(frame);
    m_answer->send(streamChunk(bytes));
    m_sent += bytes.size();
    // Within send() the answer may have given up on a client that does not read.
    if (m_answer && (m_format.polling || m_sent >= m_patience.streamLimit)) letGo();
}

void SockJsSession::letGo()
{
    ResponseStream *answer = m_answer;
    m_answer = nullptr;
    disconnect(answer, nullptr, this, nullptr);
    answer->end();
    m_timer.start(static_cast<int>(m_patience.disconnectDelay.count()), this);
}

void SockJsSession::interrupted()
{
    m_answer = nullptr;
    // Nobody knows what of the answer has arrived.
    forgetWaiting();
    finish(End::Dropped, interruption());
}

void SockJsSession::giveUp()
{
    forgetWaiting();
    finish(End::Ours, sockjs::close(CloseCode::TooSlow, u"too slow"_s));
}

void SockJsSession::close(CloseCode code, const QString &reason)
{
    finish(End::Ours, sockjs::close(code, reason));
}

void SockJsSession::finish(End end, const QByteArray &closeFrame)
{
    if (!std::exchange(m_open, false)) return;
    m_closeFrame = closeFrame;
    m_services.pings.remove(this);
    --m_services.tally.connections[kDialect];
    flush();
    if (!m_timer.isActive()) m_timer.start(static_cast<int>(m_patience.disconnectDelay.count()), this);
    // Whoever closes is not told of it within the call.
    QMetaObject::invokeMethod(this, [this, end] { Q_EMIT closed(end); }, Qt::QueuedConnection);
}

void SockJsSession::forgetWaiting()
{
    m_waiting.clear();
    m_waitingBytes = 0;
}

qint64 SockJsSession::bytesWaiting() const
{
    return m_waitingBytes + (m_answer ? m_answer->bytesWaiting() : 0);
}

void SockJsSession::ping()
{
    answeredPing();
    if (m_answer && m_waiting.isEmpty()) sendFrame(sockjs::kHeartbeat);
}

void SockJsSession::timerEvent(QTimerEvent *)
{
    forgetWaiting();
    finish(End::Dropped, interruption());
    m_timer.stop();
    Q_EMIT expired();
    deleteLater();
}

} // namespace lectern
