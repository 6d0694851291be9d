// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RawClient.h"
#include "server/transport/Gateway.h"

#include <QCoroTask>
#include <QCoroTimer>
#include <QtCore/QTimer>
#include <QtNetwork/QSslConfiguration>
#include <QtWebSockets/QWebSocket>

#include <stdexcept>

namespace lectern::test {

inline QByteArray upgradeRequest(const QByteArray &query = {}, const QByteArray &fields = {})
{
    return "GET /ws" + query +
           " HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           fields + "\r\n";
}

/// A gateway with one endpoint, "/ws". The token "bad" is refused at once, "full" a moment later, "throw"
/// makes the check fail, and every other is let in.
struct WebSocketFixture
{
    explicit WebSocketFixture(const GatewayOptions &options = {}, const QSslConfiguration &tls = {})
    {
        WebSocketEndpoint endpoint;
        endpoint.pattern = QStringLiteral("/ws");
        endpoint.subprotocols = {QStringLiteral("lectern.v1")};
        endpoint.admit = [this](HttpHead head) -> QCoro::Task<Result<Admission>> {
            ++asked;
            lastRequest = head;
            const QString token = head.queryValue(QStringLiteral("token"));
            if (token == QLatin1StringView("bad"))
                co_return problem(ErrorCode::Unauthorized, QStringLiteral("This token is not valid."));
            if (token == QLatin1StringView("throw")) throw std::runtime_error("on purpose");
            if (token == QLatin1StringView("full")) {
                QTimer timer;
                timer.start(5);
                co_await timer;
                co_return problem(ErrorCode::RoomFull, QStringLiteral("The room is full."));
            }
            co_return Admission::of(token);
        };
        endpoint.accepted = [this](Connection *connection, Admission admission) {
            admissions.append(admission.as<QString>());
            connections.append(connection);
            QObject::connect(connection, &Connection::closed, connection,
                             [this, connection](Connection::End end) {
                                 connections.removeOne(connection);
                                 ends.append(end);
                                 closeCodes.append(connection->closeCode());
                             });
        };
        gateway = std::make_unique<Gateway>(options, Router{}, GatewayEndpoints{.webSockets = {endpoint}});
        if (!tls.isNull()) gateway->setTls(tls);
        port = gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    /// The server's end of that client; null if it was not let in.
    Connection *connectClient(QWebSocket &client, const QString &path = QStringLiteral("/ws"))
    {
        const auto before = connections.size();
        client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(path)));
        until(
            [&] { return client.state() == QAbstractSocket::ConnectedState && connections.size() > before; });
        return connections.size() > before ? connections.constLast() : nullptr;
    }

    int asked = 0;
    HttpHead lastRequest;
    QStringList admissions;
    QList<Connection *> connections;
    QList<Connection::End> ends;
    QList<int> closeCodes;
    std::unique_ptr<Gateway> gateway;
    quint16 port = 0;
};

} // namespace lectern::test
