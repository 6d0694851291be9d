// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Http.h"
#include "server/transport/TrustedProxies.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class TrustedProxiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasAsked_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QByteArrayList>("fields");
        QTest::addColumn<QString>("client");
        QTest::newRow("no proxy") << u"192.0.2.7"_s << QByteArrayList{} << u"192.0.2.7"_s;
        QTest::newRow("a stranger's claim") << u"192.0.2.7"_s << QByteArrayList{"10.1.1.1"} << u"192.0.2.7"_s;
        QTest::newRow("our proxy's word") << u"127.0.0.1"_s << QByteArrayList{"192.0.2.7"} << u"192.0.2.7"_s;
        QTest::newRow("a claim that our proxy has passed on")
            << u"127.0.0.1"_s << QByteArrayList{"1.2.3.4, 192.0.2.7"} << u"192.0.2.7"_s;
        QTest::newRow("two of our proxies")
            << u"127.0.0.1"_s << QByteArrayList{"1.2.3.4, 192.0.2.7, 10.0.0.9"} << u"192.0.2.7"_s;
        QTest::newRow("a field each")
            << u"127.0.0.1"_s << QByteArrayList{"1.2.3.4", "192.0.2.7"} << u"192.0.2.7"_s;
        QTest::newRow("no address") << u"127.0.0.1"_s << QByteArrayList{"192.0.2.7, unknown"}
                                    << u"127.0.0.1"_s;
        QTest::newRow("a line in it") << u"127.0.0.1"_s << QByteArrayList{"192.0.2.7 x=1"} << u"127.0.0.1"_s;
        QTest::newRow("empty") << u"127.0.0.1"_s << QByteArrayList{""} << u"127.0.0.1"_s;
        QTest::newRow("mapped") << u"::ffff:127.0.0.1"_s << QByteArrayList{"::ffff:192.0.2.7"}
                                << u"192.0.2.7"_s;
        QTest::newRow("IPv6") << u"127.0.0.1"_s << QByteArrayList{"2001:db8::7"} << u"2001:db8::7"_s;
    }

    void whoHasAsked()
    {
        QFETCH(const QString, peer);
        QFETCH(const QByteArrayList, fields);
        QFETCH(const QString, client);
        const auto proxies = TrustedProxies::of({u"127.0.0.0/8"_s, u"10.0.0.9"_s});
        QVERIFY(proxies);
        HttpHeaders headers;
        for (const QByteArray &field : fields)
            headers.add("x-forwarded-for"_ba, field);
        QCOMPARE(proxies->client(QHostAddress(peer), headers), QHostAddress(client));
    }

    void nobodyIsTrustedUnlessNamed()
    {
        HttpHeaders headers;
        headers.add("X-Forwarded-For"_ba, "192.0.2.7"_ba);
        const QHostAddress local(QHostAddress::LocalHost);
        QCOMPARE(TrustedProxies().client(local, headers), local);
    }

    void whatIsNoNetworkIsRefused()
    {
        for (const QString &text : {u"proxy.example"_s, u"10.0.0.0/33"_s, u""_s, u"10.0.0.0/x"_s})
            QVERIFY2(!TrustedProxies::of({text}), qPrintable(text));
        QVERIFY(TrustedProxies::of({u"fd00::/8"_s, u"192.168.0.5"_s}));
        QVERIFY(TrustedProxies::of({}));
    }
};

QTEST_GUILESS_MAIN(TrustedProxiesTest)
#include "tst_trustedproxies.moc"
