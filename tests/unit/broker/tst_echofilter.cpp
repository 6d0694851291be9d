// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/EchoFilter.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// One's own voice, told from the others'.
class EchoFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEachOwnOnce()
    {
        EchoFilter filter;
        filter.expect("a"_ba, "x"_ba);
        filter.expect("a"_ba, "x"_ba);
        QVERIFY(!filter.takeEcho("a"_ba, "y"_ba));
        QVERIFY(!filter.takeEcho("b"_ba, "x"_ba));
        QVERIFY(filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(!filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(filter.isEmpty());
    }

    void forgetsWhatGotLostBefore()
    {
        EchoFilter filter;
        filter.expect("a"_ba, "lost"_ba);
        filter.expect("a"_ba, "x"_ba);
        QVERIFY(filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(!filter.takeEcho("a"_ba, "lost"_ba));
    }

    void givesUpUpToAFence()
    {
        EchoFilter filter;
        filter.expect("a"_ba, "x"_ba);
        const quint64 fence = filter.expect("b"_ba, "y"_ba);
        filter.expect("a"_ba, "z"_ba);
        filter.giveUpTo(fence);
        QVERIFY(!filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(!filter.takeEcho("b"_ba, "y"_ba));
        QVERIFY(filter.takeEcho("a"_ba, "z"_ba));
    }

    void givesUpOne()
    {
        EchoFilter filter;
        const quint64 refused = filter.expect("a"_ba, "x"_ba);
        filter.expect("a"_ba, "y"_ba);
        filter.giveUp("a"_ba, refused);
        filter.giveUp("b"_ba, refused);
        QVERIFY(!filter.takeEcho("a"_ba, "x"_ba));
        QVERIFY(filter.takeEcho("a"_ba, "y"_ba));
    }
};

QTEST_GUILESS_MAIN(EchoFilterTest)
#include "tst_echofilter.moc"
