// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsServer.h"

#include "server/sockjs/SockJsAnswers.h"
#include "server/sockjs/SockJsFrames.h"
#include "server/sockjs/SockJsRequests.h"
#include "server/sockjs/SockJsWebSocket.h"
#include "server/transport/ResponseStream.h"
#include "server/transport/WebSocketMessages.h"

#include <QtCore/QRegularExpression>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

HttpResponse notFound(const HttpHead &request)
{
    return HttpResponse::problem({ErrorCode::NotFound, u"There is nothing at %1."_s.arg(request.path)});
}

HttpResponse foreign()
{
    return HttpResponse::problem({ErrorCode::Forbidden, u"Origin: this site is not in allowed_origins"_s});
}

/// A part of a session's address.
bool isName(const QString &part)
{
    return !part.isEmpty() && !part.contains(u'.');
}

} // namespace

struct SockJsServer::Transport
{
    QLatin1StringView name;
    QByteArray method;
    bool crossOrigin; ///< pages of other origins ask here by XMLHttpRequest
    QCoro::Task<HttpResponse> (SockJsServer::*answer)(HttpRequest, QString);
};

const std::vector<SockJsServer::Transport> &SockJsServer::transports()
{
    static const std::vector<Transport> all{
        {"xhr"_L1, "POST"_ba, true, &SockJsServer::xhr},
        {"xhr_streaming"_L1, "POST"_ba, true, &SockJsServer::xhrStreaming},
        {"xhr_send"_L1, "POST"_ba, true, &SockJsServer::xhrSend},
        {"eventsource"_L1, "GET"_ba, true, &SockJsServer::eventSource},
        {"htmlfile"_L1, "GET"_ba, false, &SockJsServer::htmlFile},
        {"jsonp"_L1, "GET"_ba, false, &SockJsServer::jsonp},
        {"jsonp_send"_L1, "POST"_ba, false, &SockJsServer::jsonpSend},
    };
    return all;
}

SockJsServer::SockJsServer(SockJsEndpoint endpoint, std::chrono::milliseconds heartbeat)
    : m_endpoint(std::move(endpoint))
    , m_heartbeat(heartbeat)
{
}

void SockJsServer::addTo(Router &router)
{
    router.mount(m_endpoint.base, [this](HttpRequest request) { return respond(std::move(request)); });
}

std::vector<WebSocketEndpoint> SockJsServer::webSockets()
{
    if (!m_endpoint.webSocket) return {};
    WebSocketEndpoint raw;
    raw.pattern = m_endpoint.base + u"/websocket"_s;
    raw.subprotocols = m_endpoint.subprotocols;
    raw.versions = {"13"_ba, "8"_ba, "7"_ba}; // the drafts that browsers of the protocol's time speak
    raw.admit = [this](HttpHead head) { return admit(std::move(head)); };
    raw.dialect = "sockjs"_ba;
    raw.accepted = [this](Connection *connection, Admission admission) {
        m_endpoint.accepted(new WebSocketMessages(*connection), std::move(admission));
    };
    WebSocketEndpoint dressed = raw;
    dressed.pattern = m_endpoint.base + u"/:server/:session/websocket"_s;
    dressed.accepted = [this](Connection *connection, Admission admission) {
        m_endpoint.accepted(new SockJsWebSocket(*connection, m_heartbeat), std::move(admission));
    };
    return {raw, dressed};
}

QCoro::Task<Result<Admission>> SockJsServer::admit(HttpHead head) const
{
    if (head.path.sliced(m_endpoint.base.size()).contains(u'.'))
        co_return problem(ErrorCode::NotFound, u"There is nothing at %1."_s.arg(head.path));
    if (!m_endpoint.mayAsk(head))
        co_return problem(ErrorCode::Forbidden, u"Origin: this site is not in allowed_origins"_s);
    co_return co_await m_endpoint.admit(std::move(head));
}

QCoro::Task<HttpResponse> SockJsServer::respond(HttpRequest request)
{
    const QString below = request.path.sliced(m_endpoint.base.size());
    if (auto response = respondAtTop(request, below)) co_return *response;
    const QStringList parts = below.split(u'/');
    if (parts.size() != 4 || !isName(parts[1]) || !isName(parts[2])) co_return notFound(request);
    if (parts[3] == "websocket"_L1 && m_endpoint.webSocket)
        co_return request.method == "GET" ? sockjs::noUpgrade(request) : sockjs::methodNotAllowed("GET"_ba);
    for (const Transport &transport : transports())
        if (parts[3] == transport.name)
            co_return co_await respondInSession(std::move(request), parts[2], &transport);
    co_return notFound(request);
}

std::optional<HttpResponse> SockJsServer::respondAtTop(const HttpRequest &request, const QString &below)
{
    static const QRegularExpression iframe(
        QRegularExpression::anchoredPattern(u"/iframe[0-9a-z._-]*\\.html"_s));
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (below.isEmpty() || below == u'/')
        return get ? sockjs::greeting() : sockjs::methodNotAllowed("GET"_ba);
    if (!m_endpoint.clientUrl.isEmpty() && iframe.match(below).hasMatch())
        return get ? sockjs::iframePage(request, m_endpoint.clientUrl) : sockjs::methodNotAllowed("GET"_ba);
    if (below == "/websocket"_L1 && m_endpoint.webSocket)
        return get ? sockjs::noUpgrade(request) : sockjs::methodNotAllowed("GET"_ba);
    if (below != "/info"_L1) return std::nullopt;
    if (!m_endpoint.mayAsk(request)) return foreign();
    if (!get && request.method != "OPTIONS") return sockjs::methodNotAllowed("OPTIONS, GET"_ba);
    if (const auto full = m_endpoint.noRoom(); get && full) return HttpResponse::problem(*full, 503);
    HttpResponse response =
        get ? sockjs::info(m_endpoint.webSocket, m_endpoint.cookie) : sockjs::preflight("OPTIONS, GET"_ba);
    sockjs::allowOrigin(request, response.headers);
    return response;
}

QCoro::Task<HttpResponse> SockJsServer::respondInSession(HttpRequest request, QString session,
                                                         const Transport *transport)
{
    if (!m_endpoint.mayAsk(request)) co_return foreign();
    const HttpHead head = request;
    HttpResponse response;
    if (transport->crossOrigin && head.method == "OPTIONS") {
        response = sockjs::preflight("OPTIONS, " + transport->method);
    } else if (head.method != transport->method) {
        co_return sockjs::methodNotAllowed(transport->method);
    } else {
        response = co_await (this->*transport->answer)(std::move(request), session);
        sockjs::forbidCaching(response.headers);
        if (m_endpoint.cookie) sockjs::addCookie(head, response.headers);
    }
    if (transport->crossOrigin) sockjs::allowOrigin(head, response.headers);
    co_return response;
}

QCoro::Task<HttpResponse> SockJsServer::xhr(HttpRequest request, QString session)
{
    return receive(std::move(request), session, SockJsFormat::xhr());
}

QCoro::Task<HttpResponse> SockJsServer::xhrStreaming(HttpRequest request, QString session)
{
    return receive(std::move(request), session, SockJsFormat::xhrStreaming());
}

QCoro::Task<HttpResponse> SockJsServer::eventSource(HttpRequest request, QString session)
{
    return receive(std::move(request), session, SockJsFormat::eventSource());
}

QCoro::Task<HttpResponse> SockJsServer::htmlFile(HttpRequest request, QString session)
{
    const auto callback = sockjs::callbackOf(request);
    if (!callback) co_return callback.error();
    co_return co_await receive(std::move(request), session, SockJsFormat::htmlFile(*callback));
}

QCoro::Task<HttpResponse> SockJsServer::jsonp(HttpRequest request, QString session)
{
    const auto callback = sockjs::callbackOf(request);
    if (!callback) co_return callback.error();
    co_return co_await receive(std::move(request), session, SockJsFormat::jsonp(*callback));
}

QCoro::Task<HttpResponse> SockJsServer::xhrSend(HttpRequest request, QString session)
{
    if (auto refusal = take(session, request.body)) co_return *refusal;
    co_return sockjs::plain(204, {});
}

QCoro::Task<HttpResponse> SockJsServer::jsonpSend(HttpRequest request, QString session)
{
    if (auto refusal = take(session, sockjs::formPayload(request))) co_return *refusal;
    // Konqueror did not know what to make of a 204.
    co_return sockjs::plain(200, "ok"_ba);
}

std::optional<HttpResponse> SockJsServer::take(const QString &session, const QByteArray &payload)
{
    SockJsSession *found = m_sessions.value(session);
    if (!found || !found->isOpen())
        return HttpResponse::problem({ErrorCode::NotFound, u"There is no such session here."_s});
    const auto texts = sockjs::textsOf(payload);
    if (!texts)
        return sockjs::plain(500, texts.error() == sockjs::PayloadError::Missing
                                      ? "Payload expected."_ba
                                      : "Broken JSON encoding."_ba);
    found->take(*texts);
    return std::nullopt;
}

QCoro::Task<HttpResponse> SockJsServer::receive(HttpRequest request, QString session, SockJsFormat format)
{
    std::optional<Admission> newcomer;
    if (!m_sessions.contains(session)) {
        if (const auto full = m_endpoint.noRoom()) co_return HttpResponse::problem(*full, 503);
        const Result<Admission> admitted = co_await m_endpoint.admit(request);
        if (!admitted) co_return HttpResponse::problem(admitted.error());
        newcomer = *admitted;
    }
    HttpResponse response;
    response.headers.add("Content-Type"_ba, format.contentType);
    response.stream = [this, session, format, newcomer](ResponseStream *answer) {
        attach(session, format, newcomer, answer);
    };
    co_return response;
}

void SockJsServer::attach(const QString &id, const SockJsFormat &format,
                          const std::optional<Admission> &newcomer, ResponseStream *answer)
{
    if (SockJsSession *known = m_sessions.value(id)) return known->receive(answer, format);
    if (!newcomer) return SockJsSession::refuse(answer, format); // it has expired since it was asked for
    auto *session = new SockJsSession(answer->services(), m_endpoint.patience);
    m_sessions.insert(id, session);
    connect(session, &SockJsSession::expired, this, [this, id] { m_sessions.remove(id); });
    session->receive(answer, format);
    m_endpoint.accepted(session, *newcomer);
}

} // namespace lectern
