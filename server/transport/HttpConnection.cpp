// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HttpConnection.h"

#include "server/transport/ResponseStream.h"

#include <QtNetwork/QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kIdle = 75s;      ///< a kept connection without a request
constexpr auto kLinger = 1000ms; ///< for the client to read a refusal before the connection is cut

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(qRound64(seconds * 1000));
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, GatewayParts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_socket(socket)
    , m_writer(*socket)
    , m_record(parts.tally)
    , m_newcomer(parts.draining())
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readSome);
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        // Queued: while QSslSocket tells of it, bytes may be in its cipher that no count knows.
        connect(tls, &QSslSocket::bytesWritten, this, &HttpConnection::pump, Qt::QueuedConnection);
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::pump, Qt::QueuedConnection);
    } else {
        connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::pump);
    }
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::end);
    enter(State::Head, milliseconds(parts.options.limits.headTimeout));
    // With TLS the first request may have come along with the end of the handshake.
    QMetaObject::invokeMethod(this, &HttpConnection::readSome, Qt::QueuedConnection);
}

void HttpConnection::enter(State state, std::chrono::milliseconds patience)
{
    m_state = state;
    if (!givesWay(state))
        m_place.reset();
    else if (!m_place)
        m_place = m_parts.arrivals.enter([this] { m_socket->abort(); });
    if (patience == kForever)
        m_timer.stop();
    else
        m_timer.start(static_cast<int>(patience.count()), this);
}

/// Where the client is waited for, who may be anybody: uploads and streams are of people who were let in.
bool HttpConnection::givesWay(State state)
{
    return state == State::Head || state == State::Body || state == State::Writing ||
           state == State::Lingering;
}

void HttpConnection::awaitBody(State state)
{
    m_received = 0;
    enter(state, m_parts.options.stall);
}

/// The time runs on until enough has come: nobody stays by sending a byte now and then.
void HttpConnection::received(qsizetype bytes)
{
    m_received += bytes;
    const qint64 enough = m_parts.options.bodyRate * m_parts.options.stall.count() / 1000;
    if (m_received >= enough) awaitBody(m_state);
}

void HttpConnection::timerEvent(QTimerEvent *)
{
    const bool begun =
        m_state == State::Body || m_state == State::Upload || (m_state == State::Head && m_headBegun);
    m_timer.stop();
    if (begun)
        refuse({408, {ErrorCode::BadRequest, u"The request did not arrive in time."_s}});
    else
        m_socket->abort();
}

bool HttpConnection::isGone() const
{
    return m_socket->state() != QAbstractSocket::ConnectedState;
}

void HttpConnection::readSome()
{
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::Body:
        return readBody();
    case State::Upload:
        return readUpload();
    case State::Lingering:
        m_socket->skip(m_socket->bytesAvailable());
        return;
    case State::Handling:
    case State::Writing:
    case State::Streaming:
        return;
    }
}

void HttpConnection::readHead()
{
    auto head = m_parts.guard.peek(*m_socket);
    if (!head) {
        if (m_headBegun || m_socket->bytesAvailable() == 0) return;
        m_headBegun = true;
        enter(State::Head, milliseconds(m_parts.options.limits.headTimeout));
        return;
    }
    if (!*head) return refuse(head->error());
    m_head = std::move(**head);
    m_record.begin(*m_head);
    m_head->peer = m_parts.options.proxies.client(m_socket->peerAddress(), m_head->headers);
    m_head->secure = qobject_cast<QSslSocket *>(m_socket);
    m_keepAlive = m_head->keepAlive && !m_parts.draining();
    serve();
}

void HttpConnection::refuse(const Refusal &refusal)
{
    // What is left of the request cannot be told from a next one.
    m_keepAlive = false;
    answer(HttpResponse::problem(refusal.problem, refusal.status));
}

void HttpConnection::answer(HttpResponse response)
{
    m_record.answered(m_head ? &*m_head : nullptr, response);
    if (m_head) m_parts.cors.decorate(*m_head, response);
    if (m_uploadEndpoint) response.headers.set(m_uploadEndpoint->headers);
    m_keepAlive = m_keepAlive && !m_parts.draining();
    const auto opened = m_head && m_head->method != "HEAD" ? response.stream : nullptr;
    // To HTTP/1.0 only the end of the connection can tell the end of a stream.
    if (opened && m_head->http10) m_keepAlive = false;
    m_writer.start(m_head ? &*m_head : nullptr, std::move(response), m_keepAlive);
    if (opened) return openStream(opened);
    enter(State::Writing, m_parts.options.stall);
    m_socket->flush();
    if (!qobject_cast<QSslSocket *>(m_socket)) pump();
}

void HttpConnection::openStream(const std::function<void(ResponseStream *)> &opened)
{
    enter(State::Streaming, kForever);
    limitSilence(milliseconds(m_parts.options.limits.pingTimeout));
    const auto framing = m_head->http10 ? ResponseStream::Framing::Plain : ResponseStream::Framing::Chunked;
    m_stream = new ResponseStream(*m_socket, m_parts.services, *m_head, framing, this);
    connect(m_stream, &ResponseStream::ended, this, &HttpConnection::finishStream);
    opened(m_stream);
}

void HttpConnection::finishStream()
{
    std::exchange(m_stream, nullptr)->deleteLater();
    limitSilence(kForever);
    enter(State::Writing, m_parts.options.stall);
    // Also when the kernel has had all of it by now, of which no signal tells.
    QMetaObject::invokeMethod(this, &HttpConnection::pump, Qt::QueuedConnection);
}

void HttpConnection::limitSilence(std::chrono::milliseconds patience)
{
#ifdef TCP_USER_TIMEOUT
    const auto value = static_cast<unsigned>(patience.count());
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), IPPROTO_TCP, TCP_USER_TIMEOUT, &value,
                 sizeof value);
#endif
}

void HttpConnection::pump()
{
    if (m_state != State::Writing) return;
    switch (m_writer.pump()) {
    case ResponseWriter::Progress::Failed:
        m_socket->abort();
        return;
    case ResponseWriter::Progress::More:
        enter(State::Writing, m_parts.options.stall);
        return;
    case ResponseWriter::Progress::Done:
        break;
    }
    if (!m_keepAlive) return linger();
    m_head.reset();
    m_uploadEndpoint = nullptr;
    m_headBegun = false;
    enter(State::Head, kIdle);
    // In the next turn: a client that sends thousands of requests at once must not keep the others waiting.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readSome, Qt::QueuedConnection);
}

void HttpConnection::linger()
{
    enter(State::Lingering, kLinger);
    // Closing with unread bytes would reset the connection and take the answer with it.
    m_socket->skip(m_socket->bytesAvailable());
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void HttpConnection::end()
{
    m_timer.stop();
    m_place.reset();
    m_upload.reset();
    if (m_stream) m_stream->leave();
    disconnect(m_socket, nullptr, this, nullptr);
    deleteLater();
}

} // namespace lectern
