// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Router.h"

#include <QCoroTask>

namespace lectern {

using namespace Qt::StringLiterals;

int Router::add(QByteArray method, const QString &pattern, Handler handler)
{
    m_routes.push_back({std::move(method), PathPattern(pattern), std::move(handler)});
    return static_cast<int>(m_routes.size()) - 1;
}

void Router::wrap(const QByteArray &method, const QString &pattern, const std::function<Handler(Handler)> &by)
{
    const int route = match(method, pattern).route; // a pattern matches itself
    if (route < 0) return;
    Handler &handler = m_routes[std::size_t(route)].handler;
    handler = by(std::move(handler));
}

void Router::mount(const QString &base, Handler handler)
{
    m_mounts.push_back({base, std::move(handler)});
}

Router::Match Router::match(const QByteArray &method, const QString &path) const
{
    Match result;
    for (const Mount &mount : m_mounts) {
        if (!path.startsWith(mount.base)) continue;
        if (path.size() > mount.base.size() && path[mount.base.size()] != u'/') continue;
        result.handler = &mount.handler;
        return result;
    }
    const auto allow = [&result](const QByteArray &name) {
        if (!result.allowed.contains(name)) result.allowed.append(name);
    };
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        const Route &route = m_routes[i];
        auto parameters = route.pattern.match(path);
        if (!parameters) continue;
        if (route.method != "OPTIONS") allow(route.method);
        if (route.method == "GET") allow("HEAD"_ba);
        const bool answers = route.method == method || (method == "HEAD" && route.method == "GET");
        if (!answers || result.handler) continue;
        result.route = static_cast<int>(i);
        result.handler = &route.handler;
        result.parameters = std::move(*parameters);
    }
    return result;
}

} // namespace lectern
