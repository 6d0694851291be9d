// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/sockjs/SockJsSession.h"
#include "server/transport/Gateway.h"

#include <QtCore/QHash>

namespace lectern {

/// One SockJS service, and what is done with its connections.
struct SockJsEndpoint
{
    QString base; ///< for instance "/sockjs": no slash at its end

    bool webSocket = true;     ///< false: no WebSockets, neither dressed nor raw
    bool cookie = false;       ///< a load balancer keeps clients at their node by JSESSIONID
    QByteArray clientUrl = {}; ///< of the JavaScript client, for old browsers' frames; empty: no such page
    QStringList subprotocols = {}; ///< that the WebSockets answer
    SockJsPatience patience = {};

    /// Who may ask here, by their Origin.
    std::function<bool(const HttpHead &)> mayAsk = [](const HttpHead &) { return true; };

    /// Why no newcomer is taken now (503), by info or to a session over HTTP; WebSockets ask the gateway
    /// themselves.
    std::function<std::optional<Problem>()> noRoom = [] { return std::nullopt; };

    /// Decides about each new client, as for a WebSocket.
    std::function<QCoro::Task<Result<Admission>>(HttpHead)> admit;

    /// Gets each client's messages, whatever carries them: a WebSocket with SockJS's frames, a plain one, or
    /// a session over HTTP. It is in no one's hands yet: connect to its signals now.
    std::function<void(MessageSocket *, Admission)> accepted;
};

/// SockJS 0.3.3: the addresses below one base, and the sessions behind them. Outlives the gateway that it is
/// given to.
class SockJsServer : public QObject
{
    Q_OBJECT

public:
    /// `heartbeat`: of WebSockets; sessions over HTTP have that of the gateway's pings.
    SockJsServer(SockJsEndpoint endpoint, std::chrono::milliseconds heartbeat);

    void addTo(Router &router);
    std::vector<WebSocketEndpoint> webSockets();

private:
    struct Transport;
    static const std::vector<Transport> &transports();

    QCoro::Task<HttpResponse> respond(HttpRequest request);
    std::optional<HttpResponse> respondAtTop(const HttpRequest &request, const QString &below);
    QCoro::Task<HttpResponse> respondInSession(HttpRequest request, QString session,
                                               const Transport *transport);

    QCoro::Task<HttpResponse> xhr(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> xhrStreaming(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> eventSource(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> htmlFile(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> jsonp(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> xhrSend(HttpRequest request, QString session);
    QCoro::Task<HttpResponse> jsonpSend(HttpRequest request, QString session);

    QCoro::Task<HttpResponse> receive(HttpRequest request, QString session, SockJsFormat format);
    void attach(const QString &id, const SockJsFormat &format, const std::optional<Admission> &newcomer,
                ResponseStream *answer);
    std::optional<HttpResponse> take(const QString &session, const QByteArray &payload);
    QCoro::Task<Result<Admission>> admit(HttpHead head) const;

    SockJsEndpoint m_endpoint;
    std::chrono::milliseconds m_heartbeat;
    QHash<QString, QPointer<SockJsSession>> m_sessions;
};

} // namespace lectern
