// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/MetricsApi.h"

#include "server/transport/Router.h"

namespace lectern {

using namespace Qt::StringLiterals;

void MetricsApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/metrics"_s, [this](HttpRequest r) { return tell(std::move(r)); });
}

QCoro::Task<HttpResponse> MetricsApi::tell(HttpRequest)
{
    HttpResponse response{.body = m_text()};
    response.headers.add("Content-Type"_ba, "text/plain; version=0.0.4; charset=utf-8"_ba);
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    co_return response;
}

} // namespace lectern
