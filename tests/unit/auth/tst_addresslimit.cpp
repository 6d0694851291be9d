// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/AddressLimit.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class AddressLimitTest : public QObject
{
    Q_OBJECT

    AddressLimit::Clock::time_point m_now{1h};
    AddressLimit limit(double rate, double burst)
    {
        return AddressLimit({.rate = rate, .burst = burst}, [this] { return m_now; });
    }

    static void countTimes(AddressLimit &limit, const QString &address, int times)
    {
        for (int i = 0; i < times; ++i)
            limit.count(QHostAddress(address));
    }

private Q_SLOTS:
    void aBurstIsFreeThenOneASecond()
    {
        AddressLimit guesses = limit(1, 100);
        const QHostAddress script(u"192.0.2.7"_s);
        countTimes(guesses, u"192.0.2.7"_s, 99);
        QCOMPARE(guesses.wait(script), 0ms);
        guesses.count(script);
        QCOMPARE(guesses.wait(script), 1000ms);
        m_now += 400ms;
        QCOMPARE(guesses.wait(script), 600ms);
        m_now += 600ms;
        QCOMPARE(guesses.wait(script), 0ms);
        guesses.count(script);
        QVERIFY(guesses.wait(script) > 0ms);
        m_now += 100s;
        countTimes(guesses, u"192.0.2.7"_s, 99);
        QCOMPARE(guesses.wait(script), 0ms);
    }

    void whatIsNotUsedDoesNotAddUp()
    {
        AddressLimit guesses = limit(1, 2);
        guesses.count(QHostAddress(u"192.0.2.7"_s));
        m_now += 1h;
        countTimes(guesses, u"192.0.2.7"_s, 2);
        QVERIFY(guesses.wait(QHostAddress(u"192.0.2.7"_s)) > 0ms);
    }

    void addressesAreCountedApart()
    {
        AddressLimit guesses = limit(1, 3);
        countTimes(guesses, u"192.0.2.7"_s, 3);
        QVERIFY(guesses.wait(QHostAddress(u"192.0.2.7"_s)) > 0ms);
        QVERIFY(guesses.wait(QHostAddress(u"::ffff:192.0.2.7"_s)) > 0ms); // the same, mapped
        QCOMPARE(guesses.wait(QHostAddress(u"192.0.2.8"_s)), 0ms);
        QCOMPARE(guesses.wait(QHostAddress(u"::1"_s)), 0ms);
    }

    void anIpv6NetworkIsOneAddress()
    {
        AddressLimit guesses = limit(1, 3);
        countTimes(guesses, u"2001:db8:1:2::1"_s, 2);
        countTimes(guesses, u"2001:db8:1:2:ffff::1"_s, 1);
        QVERIFY(guesses.wait(QHostAddress(u"2001:db8:1:2:aaaa:bbbb:cccc:dddd"_s)) > 0ms);
        QCOMPARE(guesses.wait(QHostAddress(u"2001:db8:1:3::1"_s)), 0ms);
    }

    void aRateOfZeroIsNoLimit()
    {
        AddressLimit guesses = limit(0, 1);
        countTimes(guesses, u"192.0.2.7"_s, 1000);
        QCOMPARE(guesses.wait(QHostAddress(u"192.0.2.7"_s)), 0ms);
        QCOMPARE(guesses.size(), 0);
    }

    /// Somebody with a whole network of their own fills neither the memory nor gets past the limit.
    void theTableIsBounded()
    {
        AddressLimit guesses = limit(1, 3);
        const quint32 first = QHostAddress(u"10.0.0.0"_s).toIPv4Address();
        for (quint32 i = 0; i < PaceTable::kMost + 5'000; ++i)
            guesses.count(QHostAddress(first + i));
        QVERIFY(guesses.size() <= PaceTable::kMost + 1);
        QVERIFY(guesses.wait(QHostAddress(u"192.0.2.7"_s)) >
                0ms);                                     // shares the count of those who came beyond
        QCOMPARE(guesses.wait(QHostAddress(first)), 0ms); // has one of its own
        m_now += 2h;
        guesses.count(QHostAddress(u"192.0.2.7"_s));
        QCOMPARE(guesses.size(), 1);
        QCOMPARE(guesses.wait(QHostAddress(u"192.0.2.7"_s)), 0ms);
    }
};

QTEST_GUILESS_MAIN(AddressLimitTest)
#include "tst_addresslimit.moc"
