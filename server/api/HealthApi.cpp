// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/HealthApi.h"

#include "server/transport/Router.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

HttpResponse state(const QJsonObject &object, int status)
{
    HttpResponse response = HttpResponse::json(object, status);
    if (status == 503) response.headers.add("Retry-After"_ba, "2"_ba);
    return response;
}

} // namespace

void HealthApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/healthz"_s, [this](HttpRequest r) { return alive(std::move(r)); });
    router.add("GET"_ba, u"/readyz"_s, [this](HttpRequest r) { return ready(std::move(r)); });
}

QCoro::Task<HttpResponse> HealthApi::alive(HttpRequest)
{
    co_return state({{u"status"_s, u"ok"_s}}, 200);
}

QCoro::Task<HttpResponse> HealthApi::ready(HttpRequest)
{
    QJsonArray reasons;
    for (const Check &check : m_checks)
        if (const QString reason = check(); !reason.isEmpty()) reasons += reason;
    if (reasons.isEmpty()) co_return state({{u"status"_s, u"ready"_s}}, 200);
    co_return state({{u"status"_s, u"unavailable"_s}, {u"reasons"_s, reasons}}, 503);
}

} // namespace lectern
