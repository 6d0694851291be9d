// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/CorsPolicy.h"

namespace lectern {

using namespace Qt::StringLiterals;

bool CorsPolicy::allows(const QByteArray &origin) const
{
    return !origin.isEmpty() && (m_origins.contains("*"_L1) ||
                                 m_origins.contains(QString::fromLatin1(origin), Qt::CaseInsensitive));
}

void CorsPolicy::decorate(const HttpHead &head, HttpResponse &response) const
{
    if (m_origins.isEmpty() || response.headers.contains("Access-Control-Allow-Origin")) return;
    // Also without an Origin: a cache must not hand this answer to a page of a listed one.
    response.headers.add("Vary"_ba, "Origin"_ba);
    const QByteArray origin = head.headers.value("Origin");
    if (!allows(origin)) return;
    response.headers.add("Access-Control-Allow-Origin"_ba, origin);
    response.headers.add("Access-Control-Expose-Headers"_ba,
                         "ETag, Location, Retry-After, Content-Range, Content-Disposition, Upload-Offset, "
                         "Upload-Length, Upload-Metadata, Upload-Expires, Tus-Resumable, Tus-Version, "
                         "Tus-Extension, Tus-Max-Size, X-Request-Id"_ba);
}

HttpResponse CorsPolicy::preflight(const HttpHead &head, const QList<QByteArray> &methods) const
{
    HttpResponse response = HttpResponse::noContent();
    response.headers.add("Allow"_ba, (methods + QList{"OPTIONS"_ba}).join(", "));
    if (head.headers.contains("Access-Control-Request-Method") && allows(head.headers.value("Origin"))) {
        response.headers.add("Access-Control-Allow-Methods"_ba, methods.join(", "));
        response.headers.add("Access-Control-Allow-Headers"_ba,
                             "Authorization, Content-Type, Range, If-None-Match, Last-Event-ID, "
                             "Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, "
                             "X-HTTP-Method-Override, X-Requested-With, X-Request-Id"_ba);
        response.headers.add("Access-Control-Max-Age"_ba, "600"_ba);
    }
    return response;
}

} // namespace lectern
