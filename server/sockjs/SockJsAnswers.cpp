// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsAnswers.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>

namespace lectern::sockjs {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kYear = 31'536'000; // seconds

void allowCaching(HttpHeaders &headers)
{
    headers.add("Cache-Control"_ba, "public, max-age=" + QByteArray::number(kYear));
    headers.add("Expires"_ba, httpDate(QDateTime::currentDateTimeUtc().addSecs(kYear)));
}

QByteArray sessionCookie(const HttpHead &request)
{
    constexpr QByteArrayView name = "JSESSIONID=";
    for (const QByteArray &part : request.headers.value("Cookie").split(';'))
        if (const QByteArray cookie = part.trimmed(); cookie.startsWith(name)) return cookie;
    return name.toByteArray() + "dummy";
}

} // namespace

HttpResponse greeting()
{
    return plain(200, "Welcome to SockJS!\n"_ba);
}

HttpResponse info(bool webSocket, bool cookieNeeded)
{
    const QJsonObject facts{{u"websocket"_s, webSocket},
                            {u"cookie_needed"_s, cookieNeeded},
                            {u"origins"_s, QJsonArray{u"*:*"_s}},
                            {u"entropy"_s, qint64(QRandomGenerator::system()->generate())}};
    HttpResponse response{.body = QJsonDocument(facts).toJson(QJsonDocument::Compact)};
    response.headers.add("Content-Type"_ba, "application/json; charset=UTF-8"_ba);
    forbidCaching(response.headers);
    return response;
}

HttpResponse iframePage(const HttpHead &request, const QByteArray &clientUrl)
{
    HttpResponse response;
    response.body = R"(<!DOCTYPE html>
<html>
<head>
  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
  <script>
    document.domain = document.domain;
    _sockjs_onload = function(){SockJS.bootstrap_iframe();};
  </script>
  <script src=")"_ba +
                    clientUrl + R"("></script>
</head>
<body>
  <h2>Don't panic!</h2>
  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>
</body>
</html>
)"_ba;
    const QByteArray hash = QCryptographicHash::hash(response.body, QCryptographicHash::Sha256).toHex();
    const QByteArray etag = '"' + hash.first(32) + '"';
    response.headers.add("ETag"_ba, etag);
    allowCaching(response.headers);
    if (request.headers.value("If-None-Match") == etag) {
        response.status = 304;
        response.body.clear();
        return response;
    }
    response.headers.add("Content-Type"_ba, "text/html; charset=UTF-8"_ba);
    return response;
}

HttpResponse preflight(const QByteArray &methods)
{
    HttpResponse response = HttpResponse::noContent();
    allowCaching(response.headers);
    response.headers.add("Access-Control-Max-Age"_ba, QByteArray::number(kYear));
    response.headers.add("Access-Control-Allow-Methods"_ba, methods);
    return response;
}

HttpResponse plain(int status, const QByteArray &text)
{
    HttpResponse response{.status = status, .body = text};
    response.headers.add("Content-Type"_ba, "text/plain; charset=UTF-8"_ba);
    return response;
}

HttpResponse methodNotAllowed(const QByteArray &method)
{
    HttpResponse response{.status = 405};
    response.headers.add("Allow"_ba, method);
    return response;
}

void forbidCaching(HttpHeaders &headers)
{
    headers.add("Cache-Control"_ba, "no-store, no-cache, must-revalidate, max-age=0"_ba);
}

void allowOrigin(const HttpHead &request, HttpHeaders &headers)
{
    const QByteArray origin = request.headers.value("Origin");
    headers.add("Vary"_ba, "Origin"_ba);
    headers.add("Access-Control-Allow-Origin"_ba, origin.isEmpty() || origin == "null" ? "*"_ba : origin);
    headers.add("Access-Control-Allow-Credentials"_ba, "true"_ba);
    if (const QByteArray wanted = request.headers.value("Access-Control-Request-Headers"); !wanted.isEmpty())
        headers.add("Access-Control-Allow-Headers"_ba, wanted);
}

void addCookie(const HttpHead &request, HttpHeaders &headers)
{
    headers.add("Set-Cookie"_ba, sessionCookie(request) + "; path=/");
}

} // namespace lectern::sockjs
