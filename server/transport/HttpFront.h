// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Compression.h"
#include "server/transport/CorsPolicy.h"
#include "server/transport/RequestPipe.h"
#include "server/transport/Router.h"

#include <QCoroTask>
#include <QtHttpServer/QAbstractHttpServer>

namespace lectern {

/// Answers requests by the router. The HTTP server reads them out of a RequestPipe; what it makes of
/// them is handed back there, and the connection asks respond() for the answer.
class HttpFront : public QAbstractHttpServer
{
    Q_OBJECT

public:
    HttpFront(const Router &router, const CorsPolicy &cors)
        : m_router(router)
        , m_cors(cors)
    {
    }

    /// HEAD, OPTIONS, 404, 405 and 500 (`internal`, when a handler throws) included, compressed for those who
    /// take it so. Never throws.
    QCoro::Task<HttpResponse> respond(HttpRequest request);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    const Router &m_router;
    const CorsPolicy &m_cors;
    Compression m_compression;
};

} // namespace lectern
