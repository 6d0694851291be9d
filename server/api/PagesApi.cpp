// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/PagesApi.h"

#include "common/protocol/Deflate.h"
#include "server/api/RequestReading.h"
#include "server/transport/Compression.h"
#include "server/transport/Router.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSmallest =
    9; ///< the level of what is compressed once and sent for as long as the process lives

QByteArray contentTypeOf(const QString &path)
{
    static const QHash<QString, QByteArray> types{
        {u"html"_s, "text/html; charset=utf-8"_ba},
        {u"js"_s, "text/javascript; charset=utf-8"_ba},
        {u"css"_s, "text/css; charset=utf-8"_ba},
        {u"json"_s, "application/json"_ba},
        {u"svg"_s, "image/svg+xml"_ba},
        {u"png"_s, "image/png"_ba},
        {u"ico"_s, "image/x-icon"_ba},
        {u"woff2"_s, "font/woff2"_ba},
        {u"webmanifest"_s, "application/manifest+json"_ba},
        {u"txt"_s, "text/plain; charset=utf-8"_ba},
        {u"yaml"_s, "application/yaml"_ba},
    };
    return types.value(path.section(u'.', -1).toLower(), "application/octet-stream"_ba);
}

QCoro::Task<HttpResponse> redirect(QByteArray to, HttpRequest request)
{
    const qsizetype query = request.target.indexOf('?');
    HttpResponse response{.status = 308};
    response.headers.add("Location"_ba, query < 0 ? to : to + request.target.mid(query));
    co_return response;
}

} // namespace

PagesApi::PagesApi(QString root, QString description)
    : m_root(std::move(root))
    , m_description(std::move(description))
{
}

void PagesApi::addTo(Router &router)
{
    const auto add = [&router](const QString &pattern, const QString &path) {
        if (const auto page = load(path))
            router.add("GET"_ba, pattern,
                       [page = *page](HttpRequest r) { return answer(page, std::move(r)); });
    };
    add(u"/"_s, m_root + u"/index.html"_s);
    add(u"/join/:id"_s, m_root + u"/index.html"_s);
    add(u"/teacher"_s, m_root + u"/teacher.html"_s);
    add(u"/chat"_s, m_root + u"/chat.html"_s);
    add(u"/openapi.yaml"_s, m_description);
    QDirIterator files(m_root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = path.mid(m_root.size());
        if (!name.endsWith(".html"_L1)) add(name, path); // a page has an address of its own
    }
    addRedirect(router, "GET"_ba, u"/student.html"_s, "/"_ba);
    addRedirect(router, "GET"_ba, u"/teacher.html"_s, "/teacher"_ba);
    addRedirect(router, "GET"_ba, u"/chat.html"_s, "/chat"_ba);
    addRedirect(router, "GET"_ba, u"/profile"_s, "/api/v1/profile"_ba);
    addRedirect(router, "POST"_ba, u"/login"_s, "/api/v1/login"_ba);
}

std::optional<PagesApi::Page> PagesApi::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    Page page{.body = file.readAll(), .contentType = contentTypeOf(path)};
    if (isCompressible(page.body, page.contentType)) page.gzipped = gzipped(page.body, kSmallest);
    page.etag = '"' + QCryptographicHash::hash(page.body, QCryptographicHash::Sha256).toHex().left(32) + '"';
    return page;
}

QCoro::Task<HttpResponse> PagesApi::answer(Page page, HttpRequest request)
{
    HttpResponse response;
    response.headers.add("ETag"_ba, page.etag);
    if (!page.gzipped.isEmpty()) response.headers.add("Vary"_ba, "Accept-Encoding"_ba); // a 304, too
    response.headers.add("Cache-Control"_ba, "no-cache"_ba);
    response.headers.add("Referrer-Policy"_ba, "no-referrer"_ba);
    response.headers.add(
        "Content-Security-Policy"_ba,
        "default-src 'self'; img-src 'self' blob: data:; connect-src 'self' ws: wss:; style-src 'self'; "
        "script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"_ba);
    if (request.headers.contains("If-None-Match") &&
        matchesEtag(request.headers.value("If-None-Match"), page.etag)) {
        response.status = 304;
        co_return response;
    }
    response.headers.add("Content-Type"_ba, page.contentType);
    response.body = page.body;
    response.gzipped = page.gzipped;
    co_return response;
}

void PagesApi::addRedirect(Router &router, const QByteArray &method, const QString &from,
                           const QByteArray &to)
{
    router.add(method, from, [to](HttpRequest r) { return redirect(to, std::move(r)); });
}

} // namespace lectern
