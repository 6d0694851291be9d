// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/WebSocketConnection.h"

#include "server/transport/SocketBytes.h"
#include "server/transport/WebSocketServices.h"

#include <QtWebSockets/QWebSocket>

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCloseTimeout = 5'000;    ///< milliseconds that a peer has to answer our close frame
constexpr qsizetype kReasonLimit = 123; ///< bytes: a control frame's 125 without the code's two
constexpr std::size_t kFramesAWrite = 64;

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

WebSocketConnection::WebSocketConnection(QWebSocket *webSocket, QTcpSocket *socket, HttpHead head,
                                         WebSocketServices &services, QObject *parent)
    : Connection(parent)
    , m_services(services)
    , m_webSocket(webSocket)
    , m_socket(socket)
    , m_head(std::move(head))
    , m_decoder(services.limits.frame)
{
    QObject::disconnect(socket, &QTcpSocket::readyRead, webSocket, nullptr);
    webSocket->setParent(nullptr);
    socket->setParent(nullptr);
    connect(socket, &QTcpSocket::readyRead, this, &WebSocketConnection::readSome);
    connect(socket, &QTcpSocket::bytesWritten, this, &WebSocketConnection::wrote);
    connect(socket, &QTcpSocket::disconnected, this, &WebSocketConnection::disconnected);
    services.pings.add(this);
    // Whoever gets the connection connects to its signals before the first frame is looked at.
    QMetaObject::invokeMethod(this, &WebSocketConnection::readSome, Qt::QueuedConnection);
}

WebSocketConnection::~WebSocketConnection()
{
    m_services.pings.remove(this);
    if (m_scheduled) m_services.fanout.forget(this);
    QObject::disconnect(m_socket, nullptr, this, nullptr);
    // A QWebSocket would write a close frame of its own to a socket that is still connected.
    m_socket->abort();
    delete m_webSocket;
    delete m_socket;
}

QString WebSocketConnection::subprotocol() const
{
    return m_webSocket->subprotocol();
}

qint64 WebSocketConnection::bytesWaiting() const
{
    return m_queued + lectern::bytesWaiting(*m_socket);
}

void WebSocketConnection::send(const QByteArray &frame)
{
    if (m_state != State::Open) return;
    const qint64 limit = m_services.limits.queue;
    if (bytesWaiting() + frame.size() > limit) {
        // What this turn has queued may fit into the kernel's buffer.
        flush();
        if (m_state != State::Open) return;
        if (bytesWaiting() > 0 && bytesWaiting() + frame.size() > limit) {
            beginClose(static_cast<quint16>(CloseCode::TooSlow), "too slow"_ba);
            return;
        }
    }
    enqueue(frame);
}

void WebSocketConnection::enqueue(const QByteArray &frame)
{
    m_queue.append(frame);
    m_queued += frame.size();
    if (m_scheduled) return;
    m_scheduled = true;
    m_services.fanout.schedule(this);
}

void WebSocketConnection::endTurn()
{
    m_scheduled = false;
    flush();
}

void WebSocketConnection::flush()
{
    if (m_queue.isEmpty()) return;
    const bool encrypted = qobject_cast<QSslSocket *>(m_socket);
    if (!encrypted && m_socket->bytesToWrite() == 0) writeDirectly();
    for (const QByteArray &frame : std::as_const(m_queue))
        m_socket->write(frame);
    m_queue = {};
    m_queued = 0;
    m_backlog = m_backlog || m_socket->bytesToWrite() > 0;
    if (!m_backlog && m_state == State::Open) Q_EMIT drained();
}

void WebSocketConnection::writeDirectly()
{
    const int descriptor = static_cast<int>(m_socket->socketDescriptor());
    while (descriptor >= 0 && !m_queue.isEmpty()) {
        std::array<iovec, kFramesAWrite> parts;
        std::size_t count = 0;
        std::size_t given = 0;
        for (; count < parts.size() && count < static_cast<std::size_t>(m_queue.size()); ++count) {
            const QByteArray &frame = m_queue.at(static_cast<qsizetype>(count));
            parts[count] = {const_cast<char *>(frame.constData()), static_cast<std::size_t>(frame.size())};
            given += parts[count].iov_len;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        // An error comes again with the socket's own write, and is its to report.
        if (sent <= 0) return;
        std::size_t left = static_cast<std::size_t>(sent);
        qsizetype whole = 0;
        while (whole < m_queue.size() && left >= static_cast<std::size_t>(m_queue.at(whole).size()))
            left -= static_cast<std::size_t>(m_queue.at(whole++).size());
        m_queue.remove(0, whole);
        if (left > 0) m_queue.first().remove(0, static_cast<qsizetype>(left));
        if (static_cast<std::size_t>(sent) < given) return;
    }
}

void WebSocketConnection::readSome()
{
    std::array<char, 16 * 1024> buffer;
    while (m_socket->isOpen()) {
        const qint64 size = m_socket->read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (size <= 0) return;
        // Any sign of life answers a ping.
        m_pings.awaiting = false;
        QByteArrayView bytes(buffer.data(), size);
        while (m_state != State::Ended) {
            const auto event = m_decoder.decode(bytes);
            if (!event) break;
            handle(*event);
        }
    }
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
        beginClose(event.code, event.payload);
        return;
    case Kind::Pong:
    case Kind::Close:
        return;
    }
}

void WebSocketConnection::ping()
{
    if (m_state == State::Open) enqueue(frame(Opcode::Ping, {}));
}

void WebSocketConnection::timeOut()
{
    finish(m_state == State::Open ? End::Timeout : End::Ours);
    m_socket->abort();
}

void WebSocketConnection::close(CloseCode code, const QString &reason)
{
    if (m_state == State::Open) beginClose(static_cast<quint16>(code), reason.toUtf8());
}

void WebSocketConnection::beginClose(quint16 code, const QByteArray &reason)
{
    m_state = State::Closing;
    m_ownCode = code;
    if (code == static_cast<quint16>(CloseCode::TooSlow)) {
        m_queue = {};
        m_queued = 0;
    }
    enqueue(closeFrame(code, reason));
    m_timer.start(kCloseTimeout, this);
}

void WebSocketConnection::answerClose(quint16 code)
{
    m_peerCode = code;
    if (m_state == State::Closing) return finish(End::Ours);
    enqueue(code == 1005 ? frame(Opcode::Close, {}) : closeFrame(code, {}));
    finish(End::Clean);
}

void WebSocketConnection::wrote()
{
    if (!m_backlog || lectern::bytesWaiting(*m_socket) > 0) return;
    m_backlog = false;
    if (m_state == State::Open) Q_EMIT drained();
}

void WebSocketConnection::disconnected()
{
    finish(m_state == State::Closing ? End::Ours : End::Dropped);
    deleteLater();
}

void WebSocketConnection::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    m_socket->abort();
    finish(End::Ours);
}

void WebSocketConnection::finish(End end)
{
    if (m_state == State::Ended) return;
    flush();
    m_state = State::Ended;
    m_services.pings.remove(this);
    m_services.tally.closes.add(end, end == End::Ours ? m_ownCode : m_peerCode);
    // First of all: whoever takes it queued must get it before the deletion that is queued below.
    Q_EMIT closed(end);
    if (m_socket->state() == QAbstractSocket::UnconnectedState) {
        m_timer.stop();
        deleteLater();
    } else {
        m_timer.start(kCloseTimeout, this);
        m_socket->disconnectFromHost();
    }
}

} // namespace lectern
