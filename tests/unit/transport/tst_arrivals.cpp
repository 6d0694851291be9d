// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/transport/Arrivals.h"
#include "server/transport/Gateway.h"
#include "server/transport/SocketListener.h"

#include <QCoroFuture>
#include <QCoroTask>
#include <QtCore/QPromise>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// Who says nothing keeps nobody out.
class ArrivalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOneWhoHasWaitedLongestGivesWay()
    {
        Arrivals arrivals;
        QStringList gone;
        const auto first = arrivals.enter([&gone] { gone << u"first"_s; });
        auto second = arrivals.enter([&gone] { gone << u"second"_s; });
        const auto third = arrivals.enter([&gone] { gone << u"third"_s; });
        QVERIFY(arrivals.makeRoom());
        second.reset();
        QVERIFY(arrivals.makeRoom());
        QCOMPARE(gone, (QStringList{u"first"_s, u"third"_s}));
        QVERIFY(!arrivals.makeRoom());
    }

    void aPlaceMayBeLeftWhileItsOwnerGivesWay()
    {
        Arrivals arrivals;
        Arrivals::Place place;
        place = arrivals.enter([&place] { place.reset(); });
        QVERIFY(arrivals.makeRoom());
        QVERIFY(!place);
    }

    void aPlaceMayBeLeftLater()
    {
        auto arrivals = std::make_unique<Arrivals>();
        auto place = arrivals->enter([] {});
        arrivals.reset();
        place.reset();
    }

    void aNewcomerComesIntoAFullHouse_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("heard");
        QTest::newRow("of those who say nothing") << ""_ba << ""_ba;
        QTest::newRow("of those who send half a body")
            << "POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"_ba
            << "HTTP/1.1 100"_ba;
        QTest::newRow("of those who had their answer")
            << "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\n\r\n1"_ba << "HTTP/1.1 200"_ba;
        QTest::newRow("of those who do not read theirs")
            << "GET /long HTTP/1.1\r\nHost: t\r\n\r\n"_ba << "HTTP/1.1 200"_ba;
    }

    void aNewcomerComesIntoAFullHouse()
    {
        QFETCH(const QByteArray, said);
        QFETCH(const QByteArray, heard);
        listen();
        RawClient longest(m_port), second(m_port);
        for (RawClient *client : {&longest, &second}) {
            client->socket().setReadBufferSize(heard.size());
            client->send(said);
            QVERIFY(until([&] { return client->socket().peek(heard.size()) == heard; }));
        }
        RawClient newcomer(m_port);
        newcomer.request("POST /echo", {}, "3"_ba);
        QCOMPARE(newcomer.answer().body, "3"_ba);
        longest.socket().setReadBufferSize(0);
        QVERIFY(until([&] { return longest.pull(), longest.isClosed(); }));
        QVERIFY(!second.isClosed());
    }

    void whoIsServedStays()
    {
        listen();
        RawClient first(m_port), second(m_port);
        first.request("GET /later");
        second.request("GET /later");
        QVERIFY(until([this] { return m_waiting.size() == 2; }));
        QTcpSocket newcomer;
        QSignalSpy turnedAway(&newcomer, &QTcpSocket::disconnected);
        newcomer.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        QVERIFY(turnedAway.wait());
        for (const auto &promise : m_waiting)
            promise->finish();
        QCOMPARE(first.answer().status, 200);
        QCOMPARE(second.answer().status, 200);
    }

    void hundredsAtOnceComeInAndAreServed()
    {
        listen(300);
        std::vector<std::unique_ptr<RawClient>> school;
        for (int i = 0; i < 300; ++i)
            school.push_back(std::make_unique<RawClient>(m_port));
        for (const auto &client : school)
            client->request("POST /echo", {}, "1"_ba);
        QVERIFY(std::ranges::all_of(school, [](auto &client) { return client->answer().status == 200; }));
    }

    /// Qt by itself would take all that knock before it looks at anybody else.
    void aCrowdAtTheDoorLeavesOthersTheirTurn()
    {
        constexpr int kCrowd = 200;
        Arrivals arrivals;
        const int detached = 0;
        int in = 0, inAtFirstTurn = 0;
        SocketListener listener(
            [&](QTcpSocket *socket) {
                delete socket;
                if (++in == 1)
                    QMetaObject::invokeMethod(&listener, [&] { inAtFirstTurn = in; }, Qt::QueuedConnection);
            },
            arrivals, kCrowd, detached, std::chrono::seconds(10));
        QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int i = 0; i < kCrowd; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), listener.serverPort());
            QVERIFY(crowd.back()->waitForConnected());
        }
        QVERIFY(until([&] { return in == kCrowd; }));
        QCOMPARE(inAtFirstTurn, 8);
    }

    void letsNobodyTrickle()
    {
        listen();
        RawClient fast(m_port), slow(m_port);
        const QByteArray head = "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 200000\r\n\r\n"_ba;
        fast.send(head);
        slow.send(head);
        // Both go on sending, for longer than a body may stand still; one of them as much as it must.
        qsizetype left = 200'000;
        QTimer sending;
        connect(&sending, &QTimer::timeout, this, [&] {
            if (left > 0) fast.send(QByteArray(5'000, 'x'));
            left -= 5'000;
            slow.send("x");
        });
        sending.start(20);
        QCOMPARE(slow.answer().status, 408);
        QCOMPARE(fast.answer().status, 200);
    }

    void cleanup()
    {
        m_waiting.clear();
        m_gateway.reset();
    }

private:
    /// A server that has places for so many connections.
    void listen(int places = 2)
    {
        Router router;
        router.add("POST"_ba, u"/echo"_s, [](HttpRequest request) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.body = request.body;
            co_return response;
        });
        router.add("GET"_ba, u"/long"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.body = QByteArray(64 * 1024 * 1024, 'x'); // more than the system keeps for a socket
            co_return response;
        });
        router.add("GET"_ba, u"/later"_s, [this](HttpRequest) -> QCoro::Task<HttpResponse> {
            auto promise = std::make_shared<QPromise<void>>();
            promise->start();
            m_waiting.push_back(promise);
            co_await promise->future();
            HttpResponse response;
            co_return response;
        });
        GatewayOptions options;
        options.limits.connections = 0;
        options.httpConnections = places;
        options.bodyRate = 10'000;
        options.stall = std::chrono::milliseconds(500);
        m_gateway = std::make_unique<Gateway>(options, router);
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    std::vector<std::shared_ptr<QPromise<void>>> m_waiting; ///< of those who asked for /later
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

LECTERN_TEST_MAIN(ArrivalsTest)
#include "tst_arrivals.moc"
