// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QCoroTask>

#include <functional>
#include <vector>

namespace lectern {

class Router;

/// For whoever watches over the process: /healthz says that it lives, /readyz whether it can work.
class HealthApi
{
public:
    /// Gives the reason why the node can't work now, for instance "draining"; empty: all is well.
    using Check = std::function<QString()>;

    explicit HealthApi(std::vector<Check> checks)
        : m_checks(std::move(checks))
    {
    }

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> alive(HttpRequest request);
    QCoro::Task<HttpResponse> ready(HttpRequest request);

    std::vector<Check> m_checks;
};

} // namespace lectern
