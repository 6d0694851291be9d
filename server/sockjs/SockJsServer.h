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

    bool webSocket = true;         ///< false: no WebSockets, neither dressed nor raw
    bool cookie = false;           ///< a load balancer keeps clients at their node by JSESSIONID
    QByteArray clientUrl = {};     ///< of the JavaScript client, for old browsers' frames; empty: no such page
    QStringList subprotocols = {}; ///< that the WebSockets answer
    SockJsPatience patience = {};

    /// Who may ask here, by their Origin.
    std::function<bool(const HttpHead &)> mayAsk = [](const HttpHead &) { return true; };

    /// Decides about each new connection, as for a WebSocket; over HTTP there was no check of whether there is
    /// room yet.
    std::function<QCoro::Task<Result<Admission>>(HttpHead)> admit;

    /// Gets a connection that sends and receives texts, whatever carries it (see Connection::sendText()): a dressed
    /// WebSocket, a raw one, or a session over HTTP.
    std::function<void(Connection *, Admission)> accepted;
};

/// SockJS 0.3.3: the addresses below one base, and the sessions behind them. Outlives the gateway that it is
/// given to.
class SockJsServer : public QObject
{
    Q_OBJECT

public:
    SockJsServer(SockJsEndpoint endpoint, const Limits &limits);
    ~SockJsServer() override;

    void addTo(Router &router);
    std::vector<WebSocketEndpoint> webSockets();

private:
    struct Transport;
    static const std::vector<Transport> &transports();

    QCoro::Task<HttpResponse> respond(HttpRequest request);
    std::optional<HttpResponse> respondAtTop(const HttpRequest &request, const QString &below);
    QCoro::Task<HttpResponse> respondInSession(HttpRequest request, QString session, const Transport *transport);

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
    const Limits m_limits;
    QHash<QString, SockJsSession *> m_sessions;
};

} // namespace lectern
