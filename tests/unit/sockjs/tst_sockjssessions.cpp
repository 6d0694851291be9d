// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsServer.h"
#include "tests/unit/transport/RawClient.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// SockJS's sessions over HTTP, where the protocol's own tests do not look: limits, heartbeats, refusals,
/// ends.
class SockJsSessionsTest : public QObject
{
    Q_OBJECT

    void start()
    {
        m_gateway.reset();
        m_sockets.clear();
        m_received.clear();
        m_ends.clear();
        SockJsEndpoint endpoint;
        endpoint.base = u"/sockjs"_s;
        endpoint.patience.disconnectDelay = std::chrono::milliseconds(300);
        endpoint.mayAsk = [](const HttpHead &head) {
            return head.headers.value("Origin") != "https://evil.example";
        };
        endpoint.noRoom = [this] { return m_gateway->noRoom(); };
        endpoint.admit = [this](HttpHead head) -> QCoro::Task<Result<Admission>> {
            ++m_asked;
            if (head.queryValue(u"bad"_s) == "1"_L1) co_return problem(ErrorCode::Kicked, u"No."_s);
            co_return Admission();
        };
        endpoint.accepted = [this](MessageSocket *socket, const Admission &) {
            m_sockets.append(socket);
            connect(socket, &MessageSocket::received, this,
                    [this](const QByteArray &text) { m_received.append(text); });
            connect(socket, &MessageSocket::closed, this,
                    [this](MessageSocket::End end) { m_ends.append(end); });
        };
        m_server = std::make_unique<SockJsServer>(endpoint, std::chrono::seconds(25));
        Router router;
        m_server->addTo(router);
        m_gateway = std::make_unique<Gateway>(m_options, router,
                                              GatewayEndpoints{.webSockets = m_server->webSockets()});
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    /// The body of a polling answer, which is one chunk and the end.
    static QByteArray body(RawClient &client)
    {
        if (!until([&] { return client.pull().endsWith("\r\n0\r\n\r\n"); })) return {};
        const QByteArray bytes = std::exchange(client.pull(), {});
        const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
        const qsizetype begin = bytes.indexOf("\r\n", head) + 2;
        return bytes.sliced(begin, bytes.size() - begin - 7);
    }

    QByteArray poll(RawClient &client, const QByteArray &session = "s")
    {
        client.request("POST /sockjs/0/" + session + "/xhr", "Content-Length: 0\r\n");
        return body(client);
    }

    QByteArray pollAnew(const QByteArray &session)
    {
        RawClient client(m_port);
        return poll(client, session);
    }

    int say(const QByteArray &payload, const QByteArray &session = "s")
    {
        RawClient client(m_port);
        client.request("POST /sockjs/0/" + session + "/xhr_send", {}, payload);
        return client.answer().status;
    }

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_asked = 0;
        m_draining = false;
        start();
    }
    void cleanup() { m_gateway.reset(); }

    void carriesMessagesBothWays()
    {
        RawClient client(m_port);
        QCOMPARE(poll(client), "o\n"_ba);
        QCOMPARE(say(R"(["하나","둘"])"), 204);
        QCOMPARE(m_received, (QByteArrayList{"하나", "둘"}));
        m_sockets[0]->send("셋");
        m_sockets[0]->send("넷");
        QCOMPARE(poll(client), "a[\"셋\",\"넷\"]\n"_ba);
        QCOMPARE(m_asked, 1);
    }

    void sendsHeartbeats()
    {
        m_options.limits.pingInterval = 0.1;
        start();
        RawClient polling(m_port);
        poll(polling);
        QCOMPARE(poll(polling), "h\n"_ba);
        RawClient streaming(m_port);
        streaming.request("POST /sockjs/0/t/xhr_streaming", "Content-Length: 0\r\n");
        QVERIFY(until([&] { return streaming.pull().count("\r\nh\n\r\n") >= 3; }));
    }

    void countsAsAConnection()
    {
        m_options.limits.connections = 1;
        start();
        RawClient one(m_port);
        QCOMPARE(poll(one, "one"), "o\n"_ba);
        QCOMPARE(m_gateway->connectionCount(), 1);
        RawClient two(m_port);
        two.request("POST /sockjs/0/two/xhr", "Content-Length: 0\r\n");
        QCOMPARE(two.answer().status, 503);
        QTRY_COMPARE(m_gateway->connectionCount(), 0); // nobody asks for it any more
        QCOMPARE(m_ends, QList{MessageSocket::End::Dropped});
        QCOMPARE(poll(two, "two"), "o\n"_ba);
    }

    void servesItsSessionsWhileTheServerDrains()
    {
        m_options.draining = [this] { return m_draining; };
        start();
        QCOMPARE(pollAnew("known"), "o\n"_ba);
        m_draining = true;
        for (const QByteArray &asked : {"POST /sockjs/0/other/xhr"_ba, "GET /sockjs/info"_ba}) {
            RawClient newcomer(m_port);
            newcomer.request(asked, "Content-Length: 0\r\n");
            QCOMPARE(newcomer.answer().status, 503);
        }
        QCOMPARE(say(R"(["bye"])", "known"), 204);
        QCOMPARE(m_received, QByteArrayList{"bye"});
        m_sockets[0]->close(CloseCode::GoingAway, u"later"_s);
        QCOMPARE(pollAnew("known"), "c[1001,\"later\"]\n"_ba);
    }

    void asksWhoMayEnter()
    {
        RawClient client(m_port);
        client.request("POST /sockjs/0/s/xhr?bad=1", "Content-Length: 0\r\n");
        QCOMPARE(client.answer().status, 403);
        for (const QByteArray &line :
             {"POST /sockjs/0/s/xhr"_ba, "GET /sockjs/info"_ba, "OPTIONS /sockjs/info"_ba}) {
            client.request(line, "Origin: https://evil.example\r\nContent-Length: 0\r\n");
            const Answer answer = client.answer();
            QCOMPARE(answer.status, 403);
            QVERIFY(answer.header("Access-Control-Allow-Origin").isEmpty());
        }
        client.request("GET /sockjs/0/s/websocket",
                       "Origin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        QCOMPARE(client.answer().status, 403);
        QVERIFY(m_sockets.isEmpty());
    }

    void closesForATextThatIsTooBig()
    {
        RawClient client(m_port);
        poll(client);
        QCOMPARE(say("[\"" + QByteArray(70'000, 'x') + "\",\"never heard\"]"), 204);
        QVERIFY(poll(client).startsWith("c[1009,"));
        QVERIFY(m_received.isEmpty());
        QTRY_COMPARE(m_ends, QList{MessageSocket::End::Ours});
        QCOMPARE(say("[\"x\"]"), 404);
    }

    void givesUpOnWhoDoesNotPoll()
    {
        m_options.limits.queue = 10'000;
        start();
        RawClient client(m_port);
        poll(client);
        for (int i = 0; i < 3; ++i)
            m_sockets[0]->send(QByteArray(4'000, 'x'));
        QCOMPARE(poll(client), "c[4408,\"too slow\"]\n"_ba);
        QTRY_COMPARE(m_ends, QList{MessageSocket::End::Ours});
    }

    void givesUpOnWhoDoesNotRead()
    {
        m_options.limits.queue = 100'000;
        start();
        RawClient client(m_port);
        client.request("GET /sockjs/0/s/eventsource");
        QVERIFY(until([&] { return !m_sockets.isEmpty(); }));
        client.socket().setReadBufferSize(1'000);
        for (int i = 0; i < 20'000 && m_ends.isEmpty(); ++i) {
            m_sockets[0]->send(QByteArray(5'000, 'x'));
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_ends, QList{MessageSocket::End::Ours});
        RawClient again(m_port);
        QCOMPARE(poll(again), "c[4408,\"too slow\"]\n"_ba);
    }

    void sendsWhatIsWaitingBeforeItCloses()
    {
        RawClient client(m_port);
        poll(client);
        m_sockets[0]->send("last words");
        m_sockets[0]->close(CloseCode::Policy, u"why"_s);
        m_sockets[0]->send("too late");
        QCOMPARE(poll(client), "a[\"last words\"]\n"_ba);
        QCOMPARE(poll(client), "c[1008,\"why\"]\n"_ba);
        QCOMPARE(m_gateway->connectionCount(), 0);
    }

    void isInterruptedWithItsAnswer()
    {
        RawClient client(m_port);
        poll(client);
        client.request("POST /sockjs/0/s/xhr", "Content-Length: 0\r\n");
        QVERIFY(until([&] { return client.pull().contains("\r\n\r\n"); }));
        client.vanish();
        QTRY_COMPARE(m_ends, QList{MessageSocket::End::Dropped});
        RawClient again(m_port);
        QCOMPARE(poll(again), "c[1002,\"Connection interrupted\"]\n"_ba);
    }

    void leavesWithItsGateway()
    {
        RawClient client(m_port);
        client.request("POST /sockjs/0/s/xhr_streaming", "Content-Length: 0\r\n");
        QVERIFY(until([&] { return !m_sockets.isEmpty(); }));
        RawClient polling(m_port);
        poll(polling, "t");
        const QPointer<MessageSocket> socket = m_sockets[0];
        m_gateway.reset();
        QVERIFY(!socket);
        QVERIFY(client.closes());
    }

private:
    GatewayOptions m_options;
    std::unique_ptr<SockJsServer> m_server;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
    QList<MessageSocket *> m_sockets;
    QByteArrayList m_received;
    QList<MessageSocket::End> m_ends;
    int m_asked = 0;
    bool m_draining = false;
};

QTEST_GUILESS_MAIN(SockJsSessionsTest)
#include "tst_sockjssessions.moc"
