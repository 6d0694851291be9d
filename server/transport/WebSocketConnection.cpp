// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketConnection.h"

#include "server/transport/ConnectionServices.h"

#include <QtCore/QMetaMethod>

#include <array>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCloseTimeout = 5'000; ///< milliseconds that a peer has to answer our close frame
constexpr int kReadsATurn = 8;
constexpr qsizetype kReasonLimit = 123; ///< bytes: a control frame's 125 without the code's two

QByteArray closeFrame(quint16 code, QByteArray reason)
{
    if (reason.size() > kReasonLimit) {
        qsizetype end = kReasonLimit;
        while (end > 0 && (static_cast<quint8>(reason[end]) & 0xC0) == 0x80)
            --end;
        reason.truncate(end);
    }
    char bytes[2];
    qToBigEndian(code, bytes);
    return frame(Opcode::Close, QByteArray(bytes, 2) + reason);
}

} // namespace

WebSocketConnection::WebSocketConnection(std::unique_ptr<ByteLine> line, QString subprotocol,
                                         QByteArray requestId, ConnectionServices &services, QObject *parent)
    : Connection(parent)
    , m_services(services)
    , m_line(std::move(line))
    , m_queue(*m_line, services.fanout, services.limits.queue)
    , m_subprotocol(std::move(subprotocol))
    , m_requestId(std::move(requestId))
    , m_decoder(services.limits.frame)
{
    connect(m_line.get(), &ByteLine::readable, this, &WebSocketConnection::readSome);
    connect(m_line.get(), &ByteLine::ended, this, &WebSocketConnection::lineEnded);
    services.pings.add(this);
    // Whoever gets the connection connects to its signals before the first frame is looked at.
    QMetaObject::invokeMethod(this, &WebSocketConnection::readSome, Qt::QueuedConnection);
}

WebSocketConnection::~WebSocketConnection()
{
    m_services.pings.remove(this);
}

qint64 WebSocketConnection::bytesWaiting() const
{
    return m_queue.bytesWaiting();
}

void WebSocketConnection::send(const QByteArray &frame)
{
    if (m_state == State::Open && !m_queue.offer(frame)) giveUp();
}

// Every write drains the queue, and hardly ever somebody waits for that.
void WebSocketConnection::connectNotify(const QMetaMethod &signal)
{
    if (signal != QMetaMethod::fromSignal(&Connection::drained)) return;
    connect(&m_queue, &SendQueue::drained, this, &WebSocketConnection::tellDrained, Qt::UniqueConnection);
}

void WebSocketConnection::tellDrained()
{
    if (m_state == State::Open) Q_EMIT drained();
}

void WebSocketConnection::giveUp()
{
    m_queue.abandon();
    Q_EMIT tooSlow();
    beginClose(static_cast<quint16>(CloseCode::TooSlow), "too slow"_ba);
}

void WebSocketConnection::readSome()
{
    std::array<char, 16 * 1024> buffer;
    for (int i = 0; i < kReadsATurn; ++i) {
        const qint64 size = m_line->read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (size <= 0) return;
        answeredPing();
        QByteArrayView bytes(buffer.data(), size);
        while (m_state != State::Ended) {
            const auto event = m_decoder.decode(bytes);
            if (!event) break;
            handle(*event);
        }
        if (size < std::ssize(buffer)) return;
    }
    // The others get their turn first.
    QMetaObject::invokeMethod(this, &WebSocketConnection::readSome, Qt::QueuedConnection);
}

void WebSocketConnection::handle(const FrameDecoder::Event &event)
{
    using Kind = FrameDecoder::Event::Kind;
    if (event.kind == Kind::Close) return answerClose(event.code);
    if (event.kind == Kind::Violation && m_state == State::Closing) return finish(End::Ours);
    if (m_state != State::Open) return;
    switch (event.kind) {
    case Kind::Text:
        Q_EMIT textReceived(event.payload);
        return;
    case Kind::Binary:
        Q_EMIT binaryReceived(event.payload);
        return;
    case Kind::Ping:
        send(frame(Opcode::Pong, event.payload));
        return;
    case Kind::Violation:
        if (event.code == static_cast<quint16>(CloseCode::TooBig)) Q_EMIT tooBig();
        beginClose(event.code, event.payload);
        return;
    case Kind::Pong:
    case Kind::Close:
        return;
    }
}

void WebSocketConnection::ping()
{
    if (m_state == State::Open) m_queue.append(frame(Opcode::Ping, {}));
}

void WebSocketConnection::timeOut()
{
    finish(m_state == State::Open ? End::Timeout : End::Ours);
    m_line->abort();
}

void WebSocketConnection::close(CloseCode code, const QString &reason)
{
    if (m_state != State::Open) return;
    if (code == CloseCode::TooSlow) return giveUp();
    beginClose(static_cast<quint16>(code), reason.toUtf8());
}

void WebSocketConnection::beginClose(quint16 code, const QByteArray &reason)
{
    m_state = State::Closing;
    m_ownCode = code;
    m_queue.append(closeFrame(code, reason));
    m_timer.start(kCloseTimeout, this);
}

void WebSocketConnection::answerClose(quint16 code)
{
    m_peerCode = code;
    if (m_state == State::Closing) return finish(End::Ours);
    m_queue.append(code == 1005 ? frame(Opcode::Close, {}) : closeFrame(code, {}));
    finish(End::Clean);
}

void WebSocketConnection::lineEnded()
{
    finish(m_state == State::Closing ? End::Ours : End::Dropped);
    deleteLater();
}

void WebSocketConnection::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    m_line->abort();
    finish(End::Ours);
}

void WebSocketConnection::finish(End end)
{
    if (m_state == State::Ended) return;
    m_queue.flush();
    m_state = State::Ended;
    m_services.pings.remove(this);
    m_services.tally.closes.add(end, end == End::Ours ? m_ownCode : m_peerCode);
    // First of all: whoever takes it queued must get it before the deletion that is queued below.
    Q_EMIT closed(end);
    if (!m_line->isOpen()) {
        m_timer.stop();
        deleteLater();
    } else {
        m_timer.start(kCloseTimeout, this);
        m_line->close();
    }
}

} // namespace lectern
