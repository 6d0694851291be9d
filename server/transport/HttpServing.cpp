// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a request: a WebSocket, an event stream, an upload, or a handler's answer.
#include "server/transport/EventConnection.h"
#include "server/transport/Guarded.h"
#include "server/transport/HttpConnection.h"

#include <QtCore/QPointer>

namespace lectern {

using namespace Qt::StringLiterals;

void HttpConnection::serve()
{
    enter(State::Handling, kForever);
    Router::Match match = m_parts.router.match(m_head->method, m_head->path);
    // What is mounted tells by itself who is new and who goes on with what it has there.
    const bool served = match.isMounted() || m_parts.options.servedWhileDraining.contains(m_head->path);
    if (m_newcomer && m_parts.draining() && !served)
        return refuse({503, {ErrorCode::Draining, u"The server is shutting down."_s}});

    if (WebSocketListener *endpoint = m_parts.webSocket(m_head->path)) {
        if (m_head->upgradesToWebSocket || (match.allowed.isEmpty() && !match.handler))
            return serveUpgrade(*endpoint);
    }
    m_socket->skip(m_head->size);
    m_bodyLeft = m_head->contentLength.value_or(0);
    if (m_head->chunked && !match.isMounted())
        return refuse(
            {411, {ErrorCode::LengthRequired, u"Send a Content-Length; chunked bodies are not taken."_s}});
    if (const auto upload = m_parts.uploads.constFind(match.route); upload != m_parts.uploads.cend())
        return serveUpload(*upload, std::move(match.parameters));
    if (const auto events = m_parts.events.constFind(match.route); events != m_parts.events.cend())
        return serveEvents(*events, std::move(match.parameters));
    serveRequest();
}

void HttpConnection::serveUpgrade(WebSocketListener &endpoint)
{
    // The head is left unread for the handshake; whatever comes of it, no other request follows here.
    m_keepAlive = false;
    if (const auto full = m_parts.noRoom()) return refuse({503, *full});
    if (auto refusal = endpoint.check(*m_head)) return answer(std::move(*refusal));
    if (m_socket->bytesAvailable() > m_head->size)
        return refuse(
            {400, {ErrorCode::BadRequest, u"Nothing may be sent before the handshake is answered."_s}});
    admitUpgrade(&endpoint);
}

QCoro::Task<void> HttpConnection::admitUpgrade(WebSocketListener *endpoint)
{
    const QPointer<HttpConnection> self(this);
    const HttpHead asked = *m_head;
    auto admitted = co_await guarded(endpoint->endpoint().admit, asked);
    if (!self || isGone()) co_return;
    // An admission may take its time, and a class arrives together.
    if (const auto full = m_parts.noRoom(); admitted && full) co_return refuse({503, *full});
    if (!admitted) co_return refuse({httpStatus(admitted.error().code), admitted.error()});

    QTcpSocket *socket = m_socket;
    disconnect(socket, nullptr, this, nullptr);
    socket->setParent(nullptr);
    deleteLater();
    m_timer.stop();
    endpoint->accept(socket, *m_head, std::move(*admitted));
}

void HttpConnection::serveEvents(const EventEndpoint &endpoint, QHash<QString, QString> parameters)
{
    if (m_bodyLeft > 0) return refuse({400, {ErrorCode::BadRequest, u"A GET has no body."_s}});
    if (const auto full = m_parts.noRoom()) return refuse({503, *full});
    HttpRequest request = takeRequest();
    request.parameters = std::move(parameters);
    admitEvents(&endpoint, std::move(request));
}

QCoro::Task<void> HttpConnection::admitEvents(const EventEndpoint *endpoint, HttpRequest request)
{
    const QPointer<HttpConnection> self(this);
    auto admitted = co_await guarded(endpoint->admit, std::move(request));
    if (!self || isGone()) co_return;
    if (!admitted) co_return answer(HttpResponse::problem(admitted.error()));
    if (const auto full = m_parts.noRoom()) co_return refuse({503, *full});
    HttpResponse response;
    response.headers.add("Content-Type"_ba, "text/event-stream"_ba);
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    response.stream = [endpoint, admission = *std::move(admitted)](ResponseStream *stream) {
        endpoint->accepted(new EventConnection(stream), admission);
    };
    answer(std::move(response));
}

void HttpConnection::serveRequest()
{
    if (auto refusal = m_parts.guard.refuseBody(*m_head)) return refuse(*refusal);
    if (m_head->chunked) {
        m_chunks.emplace(m_parts.options.limits.body);
        sendContinue();
        awaitBody(State::Body);
        return readChunks();
    }
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
    awaitBody(State::Body);
    m_pipe->begin(*m_head);
    if (m_state == State::Body) readBody();
}

void HttpConnection::readChunks()
{
    while (m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->peek(kChunk);
        QByteArrayView left(bytes);
        const ChunkedBody::State state = m_chunks->take(left);
        m_socket->skip(bytes.size() - left.size());
        received(bytes.size() - left.size());
        switch (state) {
        case ChunkedBody::State::More:
            break;
        case ChunkedBody::State::TooLong:
            return refuse({413, {ErrorCode::FileTooLarge, u"More bytes than are taken."_s}});
        case ChunkedBody::State::Broken:
            return refuse({400, {ErrorCode::BadRequest, u"The body is not in chunks."_s}});
        case ChunkedBody::State::Whole:
            HttpRequest request = takeRequest();
            request.body = m_chunks->bytes();
            m_chunks.reset();
            enter(State::Handling, kForever);
            handle(std::move(request));
            return;
        }
    }
}

void HttpConnection::readBody()
{
    if (m_chunks) return readChunks();
    while (m_bodyLeft > 0 && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(std::min(m_bodyLeft, kChunk));
        m_bodyLeft -= bytes.size();
        received(bytes.size());
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
    awaitBody(State::Upload);
    readUpload();
}

void HttpConnection::readUpload()
{
    while (m_bodyLeft > 0 && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(std::min(m_bodyLeft, kChunk));
        m_bodyLeft -= bytes.size();
        received(bytes.size());
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
    if (m_head->expectsContinue && (m_bodyLeft > 0 || m_head->chunked) && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

} // namespace lectern
