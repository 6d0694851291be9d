// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "tests/bench/Histogram.h"
#include "tests/bench/Stamp.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::bench;
using namespace Qt::StringLiterals;

/// What the benchmark's figures rest on.
class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesAreTrueToTwoPercent()
    {
        Histogram histogram;
        for (qint64 i = 1; i <= 100'000; ++i)
            histogram.add(i * 1000); // 1 us to 100 ms
        QCOMPARE(histogram.count(), 100'000);
        QVERIFY(qAbs(histogram.quantileMs(0.5) - 50) < 1);
        QVERIFY(qAbs(histogram.quantileMs(0.99) - 99) < 2);
    }

    void takesInAnyDuration()
    {
        Histogram histogram;
        for (const qint64 odd :
             {Q_INT64_C(-5), Q_INT64_C(0), Q_INT64_C(1), std::numeric_limits<qint64>::max()})
            histogram.add(odd);
        QCOMPARE(histogram.count(), 4);
        QCOMPARE(histogram.quantileMs(0), 0.0);
        QVERIFY(histogram.quantileMs(0.99) > 9e12);
        QCOMPARE(Histogram().quantileMs(0.5), 0.0);
    }

    void aStampIsFoundInTheFrameThatArrives()
    {
        StampedMessage message(200);
        static_cast<void>(message.stamped({7, 8}));
        const auto sent = decode(message.stamped({42, Q_INT64_C(0x123456789abcdef)}));
        QVERIFY(sent);
        QCOMPARE(payloadOf<payload::Text>(*sent)->text.size(), 200);
        QCOMPARE(sent->ref, u"ref-000000000000002a"_s);

        Message delivered = *sent;
        delivered.senderName = u"김선생"_s;
        delivered.seq = 9;
        const auto stamp = Stamp::find(encode(delivered));
        QVERIFY(stamp);
        QCOMPARE(stamp->number, 42);
        QCOMPARE(stamp->due, Q_INT64_C(0x123456789abcdef));
        QVERIFY(!Stamp::find(R"({"messageType":"ack","ref":"ref-2a"})"));
        QVERIFY(!Stamp::find("~bench~00"));
    }

    void anAcknowledgementTellsWhichMessageItIsFor()
    {
        Message ack;
        ack.type = MessageType::Ack;
        ack.ref = u"ref-000000000000002a"_s;
        ack.seq = 9;
        QCOMPARE(acknowledgedNumber(encode(ack)), 42);
        StampedMessage message(200);
        QVERIFY(!acknowledgedNumber(message.stamped({42, 0})));
        QVERIFY(!acknowledgedNumber(R"({"messageType":"ack","ref":"r1"})"));
    }
};

QTEST_GUILESS_MAIN(FiguresTest)
#include "tst_figures.moc"
