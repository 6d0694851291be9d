// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HttpFront.h"

#include "server/transport/Guarded.h"

#include <QtHttpServer/QHttpServerRequest>

namespace lectern {

using namespace Qt::StringLiterals;

QCoro::Task<HttpResponse> HttpFront::respond(HttpRequest request)
{
    const Router::Match match = m_router.match(request.method, request.path);
    if (match.isMounted()) co_return co_await guardedResponse(*match.handler, std::move(request));
    if (match.allowed.isEmpty())
        co_return HttpResponse::problem(
            {ErrorCode::NotFound, u"There is nothing at %1."_s.arg(request.path)});
    if (request.method == "OPTIONS") {
        HttpResponse response = m_cors.preflight(request, match.allowed);
        if (match.handler) {
            const HttpResponse more = co_await guardedResponse(*match.handler, std::move(request));
            response.headers.set(more.headers);
        }
        co_return response;
    }
    if (!match.handler || !*match.handler) {
        const QByteArray allowed = (match.allowed + QList{"OPTIONS"_ba}).join(", ");
        HttpResponse response = HttpResponse::problem(
            {ErrorCode::MethodNotAllowed, u"Only %1 here."_s.arg(QLatin1StringView(allowed))});
        response.headers.add("Allow"_ba, allowed);
        co_return response;
    }
    request.parameters = match.parameters;
    const bool compressionWanted = Compression::isWanted(request);
    HttpResponse response = co_await guardedResponse(*match.handler, std::move(request));
    co_return co_await m_compression.fit(std::move(response), compressionWanted);
}

bool HttpFront::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    qobject_cast<RequestPipe *>(socket)->complete(request.body());
    return true;
}

void HttpFront::missingHandler(const QHttpServerRequest &, QTcpSocket *) {}

} // namespace lectern
