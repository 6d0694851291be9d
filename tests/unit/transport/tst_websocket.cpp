// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "WebSocketFixture.h"

#include <QtTest/QSignalSpy>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// How a WebSocket begins, and what goes over it.
class WebSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverWhatWasAdmitted()
    {
        WebSocketFixture server;
        QWebSocket client;
        Connection *connection = server.connectClient(client, u"/ws?token=민준"_s);
        QVERIFY(connection);
        QCOMPARE(server.admissions.constLast(), u"민준"_s);
        QVERIFY(!connection->requestId().isEmpty());
        QCOMPARE(server.gateway->connectionCount(), 1);

        QSignalSpy received(connection, &Connection::textReceived);
        client.sendTextMessage(u"안녕하세요"_s);
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received[0][0].toByteArray(), "안녕하세요"_ba);

        QSignalSpy heard(&client, &QWebSocket::textMessageReceived);
        connection->send(textFrame("여러분"_ba));
        QTRY_COMPARE(heard.size(), 1);
        QCOMPARE(heard[0][0].toString(), u"여러분"_s);

        QSignalSpy binary(connection, &Connection::binaryReceived);
        client.sendBinaryMessage("\x00\xff"_ba);
        QTRY_COMPARE(binary.size(), 1);
    }

    void refusesBeforeTheHandshake_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const QByteArray ok =
            "GET /ws?token=x HTTP/1.1\r\nHost: t\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"_ba;
        const auto with = [&ok](const QByteArray &before, const QByteArray &after) {
            QByteArray changed = ok;
            return changed.replace(before, after);
        };
        QTest::newRow("as it should be") << ok << 101;
        QTest::newRow("more than one connection header")
            << with("keep-alive, Upgrade", "keep-alive\r\nConnection: upgrade") << 101;
        QTest::newRow("another protocol besides")
            << with("Upgrade: websocket", "Upgrade: WebSocket, h2c") << 101;
        QTest::newRow("the target of a proxy") << with("GET /ws", "GET http://other/ws") << 101;
        QTest::newRow("a host of its own kind") << with("Host: t", "Host: a:b:c") << 101;
        QTest::newRow("many cookies")
            << with("\r\n\r\n", "\r\n" + "Cookie: a=b\r\n"_ba.repeated(120) + "\r\n") << 101;
        QTest::newRow("refused by the endpoint") << with("token=x", "token=bad") << 401;
        QTest::newRow("refused by the endpoint later") << with("token=x", "token=full") << 409;
        QTest::newRow("the endpoint throws") << with("token=x", "token=throw") << 500;
        QTest::newRow("no such path") << with("/ws", "/nowhere") << 404;
        QTest::newRow("no key") << with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "") << 400;
        QTest::newRow("a short key") << with("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << 400;
        QTest::newRow("an old version") << with("Version: 13", "Version: 8") << 426;
        QTest::newRow("no upgrade") << with("Upgrade: websocket\r\n", "") << 426;
        QTest::newRow("another method") << with("GET", "DELETE") << 405;
        QTest::newRow("HTTP/1.0") << with("HTTP/1.1", "HTTP/1.0") << 426;
        QTest::newRow("a body") << with("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\nabc") << 400;
        QTest::newRow("frames before the answer") << with("\r\n\r\n", "\r\n\r\n\x81\x80....") << 400;
    }

    void refusesBeforeTheHandshake()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        WebSocketFixture server;
        if (status == 500) QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"on purpose"_s));
        RawClient client(server.port);
        client.send(request);
        const Answer answer = client.answer();
        QCOMPARE(answer.status, status);
        if (status == 101) {
            QCOMPARE(answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_ba);
            return;
        }
        QCOMPARE(answer.header("Content-Type"), "application/problem+json"_ba);
        if (status != 404) QVERIFY(client.closes());
        QCOMPARE(server.gateway->connectionCount(), 0);
        if (status == 426) QCOMPARE(answer.header("Sec-WebSocket-Version"), "13"_ba);
    }

    void upgradesAConnectionThatWasKept()
    {
        WebSocketFixture server;
        RawClient client(server.port);
        client.request("GET /nothing");
        QCOMPARE(client.answer().status, 404);
        client.send(upgradeRequest());
        QCOMPARE(client.answer().status, 101);
        QTRY_COMPARE(server.connections.size(), 1);
    }

    void refusesWhileDrainingAndWhenFull()
    {
        GatewayOptions options;
        options.limits.connections = 2;
        bool draining = false;
        options.draining = [&draining] { return draining; };
        WebSocketFixture server(options);
        QWebSocket first, second;
        QVERIFY(server.connectClient(first));
        QVERIFY(server.connectClient(second));
        RawClient third(server.port);
        third.send(upgradeRequest());
        QCOMPARE(third.answer().status, 503);
        first.close();
        QTRY_COMPARE(server.gateway->connectionCount(), 1);
        RawClient fourth(server.port);
        draining = true;
        fourth.send(upgradeRequest());
        const Answer answer = fourth.answer();
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.contains("draining"));
    }

    void survivesThoseWhoLeaveDuringAdmission()
    {
        WebSocketFixture server;
        for (int i = 0; i < 20; ++i) {
            RawClient client(server.port);
            client.send(upgradeRequest("?token=full"));
            QTRY_COMPARE(server.asked, i + 1);
            client.vanish();
        }
        QWebSocket client;
        QVERIFY(server.connectClient(client));
    }

    void answersSubprotocols_data()
    {
        QTest::addColumn<QByteArray>("offered");
        QTest::addColumn<QByteArray>("answered");
        QTest::newRow("none") << ""_ba << ""_ba;
        QTest::newRow("ours") << "lectern.v1"_ba << "lectern.v1"_ba;
        QTest::newRow("ours and a token") << "bearer.abc.def, lectern.v1"_ba << "lectern.v1"_ba;
        QTest::newRow("a token only") << "bearer.abc.def"_ba << "bearer.abc.def"_ba;
        QTest::newRow("unknown") << "graphql-ws"_ba << ""_ba;
        QTest::newRow("unknown and a token") << "graphql-ws, bearer.abc"_ba << ""_ba;
    }

    void answersSubprotocols()
    {
        QFETCH(QByteArray, offered);
        QFETCH(QByteArray, answered);
        WebSocketFixture server;
        RawClient client(server.port);
        client.send(
            upgradeRequest({}, offered.isEmpty() ? ""_ba : "Sec-WebSocket-Protocol: " + offered + "\r\n"));
        const Answer answer = client.answer();
        QCOMPARE(answer.status, 101);
        QCOMPARE(answer.header("Sec-WebSocket-Protocol"), answered);
        QTRY_COMPARE(server.connections.size(), 1);
        QCOMPARE(server.connections[0]->subprotocol(), QString::fromLatin1(answered));
    }

    void answersSubprotocolsSeparately()
    {
        WebSocketFixture server;
        RawClient one(server.port), two(server.port);
        one.send(upgradeRequest({}, "Sec-WebSocket-Protocol: bearer.one\r\n"));
        two.send(upgradeRequest({}, "Sec-WebSocket-Protocol: bearer.two\r\n"));
        QCOMPARE(one.answer().header("Sec-WebSocket-Protocol"), "bearer.one"_ba);
        QCOMPARE(two.answer().header("Sec-WebSocket-Protocol"), "bearer.two"_ba);
    }

    void sendsTheSameFrameToMany()
    {
        GatewayOptions options;
        options.limits.queue = 200'000'000;
        WebSocketFixture server(options);
        constexpr int kReceivers = 10;
        std::vector<std::unique_ptr<QWebSocket>> clients;
        QString text = u"가나다라마바사아자차카타파하"_s.repeated(1500).left(20'000);
        int whole = 0;
        int pongs = 0;
        for (int i = 0; i < kReceivers; ++i) {
            auto &client = *clients.emplace_back(std::make_unique<QWebSocket>());
            QVERIFY(server.connectClient(client));
            connect(&client, &QWebSocket::textMessageReceived, this, [&](const QString &got) {
                if (got == text) ++whole;
            });
            connect(&client, &QWebSocket::pong, this, [&pongs] { ++pongs; });
        }
        const QByteArray frame = textFrame(text.toUtf8());
        QCOMPARE(frame.size(), 60'004);
        for (int i = 0; i < 200; ++i) {
            for (Connection *connection : std::as_const(server.connections))
                connection->send(frame);
            if (i % 10 == 0)
                for (const auto &client : clients)
                    client->ping();
            if (i % 3 == 0) QCoreApplication::processEvents();
        }
        QVERIFY(until([&] { return whole == 200 * kReceivers && pongs == 20 * kReceivers; }));
    }

    void tellsWhenABacklogIsGone()
    {
        GatewayOptions options;
        options.limits.queue = 50'000'000;
        WebSocketFixture server(options);
        QWebSocket client;
        Connection *connection = server.connectClient(client);
        QSignalSpy drained(connection, &Connection::drained);
        const QByteArray frame = textFrame(QByteArray(1'000'000, 'x'));
        for (int i = 0; i < 20; ++i)
            connection->send(frame);
        QCOMPARE(connection->bytesWaiting(), 20 * frame.size());
        QTRY_VERIFY(drained.size() >= 1 && connection->bytesWaiting() == 0);
    }
};

LECTERN_TEST_MAIN(WebSocketTest)
#include "tst_websocket.moc"
