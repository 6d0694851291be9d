// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"
#include "server/transport/PathPattern.h"

#include <functional>
#include <vector>

namespace QCoro {
template <typename T> class Task;
}

namespace lectern {

/// Finds the handler of a request by its path: patterns like "/api/v1/rooms/:id/messages", compared
/// segment by segment as they came (so "%2F" is no separator and "//" is not "/"); a ":name" segment
/// matches anything that is not empty. HEAD is answered by GET's handler where it has
/// none of its own; a known path with another method is 405 with Allow; OPTIONS is answered by HttpFront, and
/// a handler for it adds headers. Routes are tried in the order of add().
class Router
{
public:
    /// Answers now or later. The request is the handler's own; the client may be gone when it ends.
    using Handler = std::function<QCoro::Task<HttpResponse>(HttpRequest)>;

    /// The index of the new route, as in Match::route.
    int add(QByteArray method, const QString &pattern, Handler handler);

    /// Puts around the handler of that route, if there is such a route, what `by` makes of it.
    void wrap(const QByteArray &method, const QString &pattern, const std::function<Handler(Handler)> &by);

    /// Everything at that path and below it is that handler's, whatever the method: also OPTIONS, HEAD, 404
    /// and 405. Comes before the routes. Takes bodies in chunks as well.
    void mount(const QString &base, Handler handler);

    struct Match
    {
        int route = -1;                   ///< -1: nothing answers this
        const Handler *handler = nullptr; ///< null: nothing answers this
        QHash<QString, QString> parameters;
        QList<QByteArray> allowed; ///< methods of the path; empty: no such path, or a mount's

        bool isMounted() const { return handler && allowed.isEmpty(); }
    };
    Match match(const QByteArray &method, const QString &path) const;

private:
    struct Route
    {
        QByteArray method;
        PathPattern pattern;
        Handler handler;
    };
    struct Mount
    {
        QString base;
        Handler handler;
    };
    std::vector<Route> m_routes;
    std::vector<Mount> m_mounts;
};

} // namespace lectern
