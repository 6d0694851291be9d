// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/transport/Gateway.h"

#include <QCoroTask>
#include <QtCore/QTimer>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// What is refused before any handler has seen it: heads and bodies that do not fit.
class HttpBodiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { listen({}); }

    void takesABodyAtTheLimit()
    {
        RawClient client(m_port);
        const QByteArray body(1'048'576, 'x');
        client.request("POST /echo", {}, body);
        QVERIFY(client.answer().body == body);
        client.request("POST /echo", {}, "second"_ba);
        QCOMPARE(client.answer().body, "second"_ba);
        client.request("POST /echo");
        const Answer empty = client.answer();
        QCOMPARE(empty.status, 200);
        QCOMPARE(empty.body, ""_ba);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const QByteArray post = "POST /echo HTTP/1.1\r\nHost: t\r\n"_ba;
        QTest::newRow("too large") << post + "Content-Length: 1048577\r\n\r\n" << 413;
        QTest::newRow("much too large") << post + "Content-Length: 99999999999\r\n\r\n" << 413;
        QTest::newRow("chunked") << post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" << 411;
        QTest::newRow("both lengths")
            << post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello" << 400;
        QTest::newRow("two lengths") << post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" << 400;
        QTest::newRow("a list of lengths") << post + "Content-Length: 5, 5\r\n\r\nhello" << 400;
        QTest::newRow("negative") << post + "Content-Length: -5\r\n\r\n" << 400;
        QTest::newRow("signed") << post + "Content-Length: +5\r\n\r\nhello" << 400;
        QTest::newRow("no number") << post + "Content-Length: five\r\n\r\n" << 400;
        QTest::newRow("a number beyond all") << post + "Content-Length: 99999999999999999999999\r\n\r\n"
                                             << 400;
        QTest::newRow("a blank before the colon") << post + "Content-Length : 5\r\n\r\nhello" << 400;
        QTest::newRow("a folded line") << post + "X-A: b\r\n c\r\n\r\n" << 400;
        QTest::newRow("a bare line feed") << post + "X-A: b\nContent-Length: 5\r\n\r\nhello" << 400;
        QTest::newRow("a null byte") << post + "X-A: b\0c\r\n\r\n"_ba << 400;
        QTest::newRow("no Host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("two Hosts") << post + "Host: u\r\n\r\n" << 400;
        QTest::newRow("no HTTP") << "hello\r\n\r\n"_ba << 400;
        QTest::newRow("another version") << "GET / HTTP/2.0\r\nHost: t\r\n\r\n"_ba << 505;
        QTest::newRow("no path") << "GET echo HTTP/1.1\r\nHost: t\r\n\r\n"_ba << 400;
        QTest::newRow("an endless head") << post + "X-A: " + QByteArray(20'000, 'x') << 431;
        QTest::newRow("endless header lines") << post + "X-A: b\r\n"_ba.repeated(3'000) << 431;
    }

    void refuses()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        const QByteArray good = "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nok"_ba;
        for (const QByteArray &before : {""_ba, good}) {
            RawClient client(m_port);
            client.send(before + request);
            if (!before.isEmpty()) QCOMPARE(client.answer().body, "ok"_ba);
            const Answer answer = client.answer();
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.header("Content-Type"), "application/problem+json"_ba);
            QCOMPARE(answer.header("Connection"), "close"_ba);
            if (status == 413) QVERIFY(answer.body.contains("file_too_large"));
            if (status == 411) QVERIFY(answer.body.contains("length_required"));
            QVERIFY(until([&] {
                client.send("more"_ba);
                return client.isClosed();
            }));
            QVERIFY(client.pull().isEmpty());
        }
        QCOMPARE(m_served, 1);
    }

    void answersWhileTheClientStillSends()
    {
        RawClient client(m_port);
        client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 300000000\r\n\r\n");
        int sent = 0;
        QVERIFY(until([&] {
            if (client.socket().bytesToWrite() < 1'000'000) client.send(QByteArray(1'000'000, 'x'));
            ++sent;
            return client.pull().contains("file_too_large");
        }));
        QVERIFY(sent < 200);
    }

    void answersWhoAsksFirst()
    {
        RawClient client(m_port);
        client.send("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(client.answer().status, 100);
        client.send("ok");
        QCOMPARE(client.answer().body, "ok"_ba);
        client.send(
            "POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n");
        QCOMPARE(client.answer().status, 413);
    }

    void ignoresAnUpgradeItDoesNotKnow()
    {
        RawClient client(m_port);
        client.request("POST /echo",
                       "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
                       "body"_ba);
        QCOMPARE(client.answer().body, "body"_ba);
    }

    void doesNotWaitForLateHeads()
    {
        Limits limits;
        limits.headTimeout = 0.3;
        listen(limits);
        RawClient half(m_port);
        half.send("GET /echo HTTP/1.1\r\nHo");
        RawClient silent(m_port);
        RawClient slow(m_port);
        Answer answer;
        QTimer dripping;
        connect(&dripping, &QTimer::timeout, this, [&slow] { slow.send("G"); });
        dripping.start(50);
        QCOMPARE(half.answer().status, 408);
        QCOMPARE(slow.answer().status, 408);
        QVERIFY(silent.closes());
        QVERIFY(silent.pull().isEmpty());
        RawClient kept(m_port);
        kept.request("POST /echo", {}, "1"_ba);
        QCOMPARE(kept.answer().status, 200);
        kept.send("POST");
        QCOMPARE(kept.answer().status, 408);
    }

    void survivesThoseWhoLeaveWithinABody()
    {
        for (int i = 0; i < 10; ++i) {
            RawClient client(m_port);
            client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\n" +
                        QByteArray(5000 * i, 'x'));
            QCoreApplication::processEvents();
            client.vanish();
        }
        RawClient client(m_port);
        client.request("POST /echo", {}, "ok"_ba);
        QCOMPARE(client.answer().body, "ok"_ba);
        QCOMPARE(m_served, 1);
    }

private:
    void listen(const Limits &limits)
    {
        Router router;
        router.add("POST"_ba, u"/echo"_s, [this](HttpRequest request) -> QCoro::Task<HttpResponse> {
            ++m_served;
            HttpResponse response;
            response.body = request.body;
            co_return response;
        });
        GatewayOptions options;
        options.limits = limits;
        m_gateway = std::make_unique<Gateway>(options, router);
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
        m_served = 0;
    }

    int m_served = 0;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

LECTERN_TEST_MAIN(HttpBodiesTest)
#include "tst_http_bodies.moc"
