// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "common/protocol/Problem.h"
#include "server/transport/Admission.h"
#include "server/transport/Connection.h"
#include "server/transport/Http.h"
#include "server/transport/Router.h"
#include "server/transport/TrustedProxies.h"
#include "server/transport/UploadEndpoint.h"
#include "server/transport/WireTally.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <chrono>
#include <functional>
#include <memory>

class QSslConfiguration;

namespace lectern {

/// A WebSocket path. Everything that can be refused is refused before the handshake, with a real status.
struct WebSocketEndpoint
{
    QString pattern; ///< as in Router, for instance "/ws"

    /// Subprotocols that this endpoint answers, besides "bearer.JWT", which is answered only when nothing
    /// else was offered (a browser refuses a handshake without an answer to its offers).
    QStringList subprotocols = {};

    /// Values of Sec-WebSocket-Version that are taken: 7 and 8 were drafts with the same frames.
    QByteArrayList versions = {QByteArrayLiteral("13")};

    /// May be answered later. The value is handed to accepted() as it is; a problem is sent as
    /// problem+json with its status and the connection ends.
    std::function<QCoro::Task<Result<Admission>>(HttpHead)> admit = {};

    /// The handshake is done; the connection is in no one's hands yet: connect to its signals now.
    std::function<void(Connection *, Admission)> accepted = {};

    QByteArray dialect = {}; ///< under which its connections are counted; see WireTally
};

/// A path whose GET is answered by an event stream (Server-Sent Events). Who is let in is decided as for a
/// WebSocket, and it counts as one.
struct EventEndpoint
{
    QString pattern; ///< as in Router

    /// May be answered later. The value is handed to accepted() as it is; a problem is the answer.
    std::function<QCoro::Task<Result<Admission>>(HttpRequest)> admit;

    /// The answer has begun; the connection is in no one's hands yet: connect to its signals now.
    std::function<void(Connection *, Admission)> accepted;
};

/// The paths of a gateway that are no plain requests.
struct GatewayEndpoints
{
    std::vector<WebSocketEndpoint> webSockets = {};
    std::vector<EventEndpoint> events = {};
    std::vector<UploadEndpoint> uploads = {};
};

struct GatewayOptions
{
    Limits limits;
    int httpConnections = 2'000; ///< sockets that speak HTTP, beside limits.connections live ones
    int bodyRate = 500;          ///< bytes a second that a body must bring on average, over `stall`
    std::chrono::milliseconds stall{30'000}; ///< for which a body, or an answer, may stand still
    QStringList allowedOrigins;              ///< for CORS: origins, or "*"
    TrustedProxies proxies;
    std::function<bool()> draining; ///< true: newcomers get 503, and kept connections end with their answer
    QStringList servedWhileDraining{QStringLiteral("/healthz"), QStringLiteral("/readyz"),
                                    QStringLiteral("/metrics")}; ///< paths that newcomers still reach then
};

/// The one front door: listens on one port, looks at each request's head without consuming it, and hands
/// the socket to the WebSocket handshake, to an upload, or to HttpFront behind RequestGuard.
/// Refuses at the edge: endless or late heads (431, 408), bodies that trickle (408), bodies over limits.body
/// (413), chunked ones (411), contradicting lengths (400), also for later requests on a kept connection.
class Gateway : public QObject
{
    Q_OBJECT

public:
    Gateway(GatewayOptions options, Router router, GatewayEndpoints endpoints = {},
            QObject *parent = nullptr);
    ~Gateway() override;

    /// Null: no TLS. To be set before listen().
    void setTls(const QSslConfiguration &configuration);

    /// Port 0 takes any free one. On failure the detail says which address and why.
    Result<quint16> listen(const QHostAddress &address, quint16 port);

    /// WebSockets and event streams that are open now.
    int connectionCount() const;

    /// Why no further live connection is taken now: draining, or limits.connections are open.
    std::optional<Problem> noRoom() const;

    const WireTally &tally() const;
    qint64 bytesWaiting() const; ///< to be sent, over all connections

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
