// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QCoroTask>

#include <functional>

namespace lectern {

class Router;

/// GET /metrics, for Prometheus.
class MetricsApi
{
public:
    /// Gives the page in Prometheus' text format.
    using Text = std::function<QByteArray()>;

    explicit MetricsApi(Text text)
        : m_text(std::move(text))
    {
    }

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> tell(HttpRequest request);

    Text m_text;
};

} // namespace lectern
