// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HttpConnection.h"

#include "server/transport/Guarded.h"
#include "server/transport/SocketBytes.h"

#include <QtCore/QPointer>

#include <sys/socket.h>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kIdle = 75s;      ///< a kept connection without a request
constexpr auto kStall = 30s;     ///< a body or an answer that does not move
constexpr auto kLinger = 1000ms; ///< for the client to read a refusal before the connection is cut
constexpr auto kForever = 0ms;
constexpr qint64 kChunk = 64 * 1024;

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
    if (patience == kForever)
        m_timer.stop();
    else
        m_timer.start(static_cast<int>(patience.count()), this);
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
    m_head->peer = m_socket->peerAddress();
    m_head->secure = qobject_cast<QSslSocket *>(m_socket);
    m_keepAlive = m_head->keepAlive && !m_parts.draining();
    serve();
}

void HttpConnection::serve()
{
    enter(State::Handling, kForever);
    if (m_newcomer && m_parts.draining() && !m_parts.options.servedWhileDraining.contains(m_head->path))
        return refuse({503, {ErrorCode::Draining, u"The server is shutting down."_s}});

    Router::Match match = m_parts.router.match(m_head->method, m_head->path);
    if (WebSocketListener *endpoint = m_parts.webSocket(m_head->path)) {
        if (m_head->upgradesToWebSocket || match.allowed.isEmpty()) return serveUpgrade(*endpoint);
    }
    m_socket->skip(m_head->size);
    m_bodyLeft = m_head->contentLength.value_or(0);
    if (const auto upload = m_parts.uploads.constFind(match.route); upload != m_parts.uploads.cend())
        return serveUpload(*upload, std::move(match.parameters));
    serveRequest();
}

void HttpConnection::serveUpgrade(WebSocketListener &endpoint)
{
    // The head is left unread for the handshake; whatever comes of it, no other request follows here.
    m_keepAlive = false;
    if (m_parts.draining()) return refuse({503, {ErrorCode::Draining, u"The server is shutting down."_s}});
    if (auto refusal = endpoint.check(*m_head)) return answer(std::move(*refusal));
    if (m_socket->bytesAvailable() > m_head->size)
        return refuse(
            {400, {ErrorCode::BadRequest, u"Nothing may be sent before the handshake is answered."_s}});
    admitUpgrade(&endpoint);
}

QCoro::Task<void> HttpConnection::admitUpgrade(WebSocketListener *endpoint)
{
    const QPointer<HttpConnection> self(this);
    HttpHead head = *m_head;
    auto admitted = co_await guarded(endpoint->endpoint().admit, head);
    if (!self || isGone()) co_return;
    // An admission may take its time, and a class arrives together.
    if (admitted && m_parts.webSocketServices.isFull())
        co_return refuse(
            {503, {ErrorCode::RateLimited, u"The server has all the connections it can take."_s}});
    if (!admitted) co_return refuse({httpStatus(admitted.error().code), admitted.error()});

    QTcpSocket *socket = m_socket;
    disconnect(socket, nullptr, this, nullptr);
    socket->setParent(nullptr);
    deleteLater();
    m_timer.stop();
    endpoint->accept(socket, std::move(head), std::move(*admitted));
}

void HttpConnection::serveRequest()
{
    if (auto refusal = m_parts.guard.refuseBody(*m_head)) return refuse(*refusal);
    if (!m_pipe) {
        m_pipe = new RequestPipe(
            [this](const QByteArray &body) {
                HttpRequest request = takeRequest();
                request.body = body;
                enter(State::Handling, kForever);
                handle(std::move(request));
            },
            this);
        m_parts.listener->present(m_pipe);
    }
    sendContinue();
    enter(State::Body, kStall);
    m_pipe->begin(*m_head);
    if (m_state == State::Body) readBody();
}

void HttpConnection::readBody()
{
    while (m_bodyLeft > 0 && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(std::min(m_bodyLeft, kChunk));
        m_bodyLeft -= bytes.size();
        m_timer.start(static_cast<int>(std::chrono::milliseconds(kStall).count()), this);
        m_pipe->feed(bytes);
    }
    if (m_state == State::Body && m_bodyLeft == 0)
        refuse({400, {ErrorCode::BadRequest, u"The request could not be read."_s}});
}

HttpRequest HttpConnection::takeRequest()
{
    HttpRequest request;
    static_cast<HttpHead &>(request) = *m_head;
    return request;
}

QCoro::Task<void> HttpConnection::handle(HttpRequest request)
{
    const QPointer<HttpConnection> self(this);
    HttpResponse response = co_await m_parts.front.respond(std::move(request));
    if (self && !isGone()) answer(std::move(response));
}

void HttpConnection::serveUpload(const UploadEndpoint &endpoint, QHash<QString, QString> parameters)
{
    m_uploadEndpoint = &endpoint;
    if (auto refusal = m_parts.guard.refuseUpload(*m_head, endpoint.lengthNeeded)) return refuse(*refusal);
    HttpRequest request = takeRequest();
    request.parameters = std::move(parameters);
    admitUpload(&endpoint, std::move(request));
}

QCoro::Task<void> HttpConnection::admitUpload(const UploadEndpoint *endpoint, HttpRequest request)
{
    const QPointer<HttpConnection> self(this);
    auto admitted = co_await guardedUpload(endpoint->admit, std::move(request));
    if (!self || isGone()) co_return;
    if (auto *refusal = std::get_if<HttpResponse>(&admitted)) {
        // What is left of the request cannot be told from a next one.
        m_keepAlive = m_keepAlive && m_bodyLeft == 0;
        co_return answer(std::move(*refusal));
    }
    m_upload = std::get<std::shared_ptr<UploadSink>>(std::move(admitted));
    sendContinue();
    enter(State::Upload, kStall);
    readUpload();
}

void HttpConnection::readUpload()
{
    while (m_bodyLeft > 0 && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(std::min(m_bodyLeft, kChunk));
        m_bodyLeft -= bytes.size();
        m_timer.start(static_cast<int>(std::chrono::milliseconds(kStall).count()), this);
        if (auto taken = m_upload->take(bytes); !taken) {
            m_upload.reset();
            return refuse({httpStatus(taken.error().code), taken.error()});
        }
    }
    if (m_bodyLeft > 0) return;
    enter(State::Handling, kForever);
    finishUpload();
}

QCoro::Task<void> HttpConnection::finishUpload()
{
    const QPointer<HttpConnection> self(this);
    const auto finish = [sink = std::move(m_upload)] { return sink->finish(); };
    HttpResponse response = co_await guardedResponse(finish);
    if (self && !isGone()) answer(std::move(response));
}

void HttpConnection::sendContinue()
{
    if (m_head->expectsContinue && m_bodyLeft > 0 && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
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
    m_writer.start(m_head ? &*m_head : nullptr, std::move(response), m_keepAlive);
    enter(State::Writing, kStall);
    m_socket->flush();
    if (!qobject_cast<QSslSocket *>(m_socket)) pump();
}

void HttpConnection::pump()
{
    if (m_state != State::Writing) return;
    switch (m_writer.pump()) {
    case ResponseWriter::Progress::Failed:
        m_socket->abort();
        return;
    case ResponseWriter::Progress::More:
        enter(State::Writing, kStall);
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
    m_upload.reset();
    disconnect(m_socket, nullptr, this, nullptr);
    deleteLater();
}

} // namespace lectern
