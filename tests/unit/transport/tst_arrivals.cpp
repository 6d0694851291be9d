// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/transport/Arrivals.h"
#include "server/transport/Gateway.h"

#include <QCoroTask>
#include <QtCore/QTimer>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// Who says nothing takes places of one address alone.
class ArrivalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEachAddressByItself()
    {
        Arrivals arrivals(2);
        const auto first = arrivals.enter(QHostAddress(u"192.0.2.1"_s));
        auto second = arrivals.enter(QHostAddress(u"::ffff:192.0.2.1"_s));
        QVERIFY(first && second);
        QVERIFY(!arrivals.enter(QHostAddress(u"192.0.2.1"_s)));
        QVERIFY(arrivals.enter(QHostAddress(u"192.0.2.2"_s)));
        second.reset();
        QVERIFY(arrivals.enter(QHostAddress(u"192.0.2.1"_s)));
    }

    void takesANetworkOfIpv6ForOneAddress()
    {
        Arrivals arrivals(1);
        const auto place = arrivals.enter(QHostAddress(u"2001:db8:0:1::1"_s));
        QVERIFY(place);
        QVERIFY(!arrivals.enter(QHostAddress(u"2001:db8:0:1:ffff::2"_s)));
        QVERIFY(arrivals.enter(QHostAddress(u"2001:db8:0:2::1"_s)));
    }

    void hasNoLimitAtZero()
    {
        Arrivals arrivals(0);
        std::vector<Arrivals::Place> places;
        for (int i = 0; i < 1000; ++i)
            places.push_back(arrivals.enter(QHostAddress(u"192.0.2.1"_s)));
        QVERIFY(std::ranges::all_of(places, [](const auto &place) { return place != nullptr; }));
    }

    void mayOutliveWhoCounts()
    {
        auto arrivals = std::make_unique<Arrivals>(1);
        auto place = arrivals->enter(QHostAddress(u"192.0.2.1"_s));
        arrivals.reset();
        place.reset();
    }

    void turnsAwayWhoWaitsBesideTooMany()
    {
        listen();
        RawClient first(m_port), second(m_port), third(m_port);
        QVERIFY(third.closes());
        QVERIFY(third.pull().isEmpty());
        second.request("POST /echo", {}, "1"_ba);
        QCOMPARE(second.answer().status, 200);
        // Who has said what they want is not counted any more, and may go on.
        RawClient fourth(m_port);
        second.request("POST /echo", {}, "2"_ba);
        QCOMPARE(second.answer().body, "2"_ba);
        fourth.request("POST /echo", {}, "3"_ba);
        QCOMPARE(fourth.answer().status, 200);
    }

    void countsABodyThatIsOnItsWay()
    {
        listen();
        RawClient kept(m_port);
        kept.request("POST /echo", {}, "1"_ba);
        QCOMPARE(kept.answer().status, 200);
        RawClient first(m_port), second(m_port);
        kept.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nhalf");
        QCOMPARE(kept.answer().status, 429);
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

private:
    void listen()
    {
        Router router;
        router.add("POST"_ba, u"/echo"_s, [](HttpRequest request) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.body = request.body;
            co_return response;
        });
        GatewayOptions options;
        options.arriving = 2;
        options.bodyRate = 10'000;
        options.stall = std::chrono::milliseconds(500);
        m_gateway = std::make_unique<Gateway>(options, router);
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

LECTERN_TEST_MAIN(ArrivalsTest)
#include "tst_arrivals.moc"
