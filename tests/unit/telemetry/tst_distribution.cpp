// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/MessageType.h"
#include "server/telemetry/Distribution.h"
#include "server/telemetry/EnumTally.h"

#include <QtTest/QTest>

using namespace lectern;

using Counts = std::vector<quint64>;

/// What the parts of the house count with.
class DistributionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsAValueIntoTheRangeThatEndsWithIt()
    {
        static constexpr double kBounds[] = {1, 2, 5};
        Distribution sizes(kBounds);
        QCOMPARE(sizes.counts(), (Counts{0, 0, 0, 0}));
        sizes.add(0);
        sizes.add(1);
        sizes.add(1.5);
        sizes.add(5);
        sizes.add(5.1);
        QCOMPARE(sizes.counts(), (Counts{2, 1, 1, 1}));
        QCOMPARE(sizes.sum(), 12.6);
    }

    void countsManyAtOnce()
    {
        Distribution seconds(kWaitSeconds);
        seconds.add(0.5, 30);
        QCOMPARE(seconds.sum(), 15.0);
        QCOMPARE(seconds.counts()[8], 30u);
    }

    void hasBoundsThatGrow()
    {
        QVERIFY(std::ranges::is_sorted(kWaitSeconds));
        QVERIFY(std::ranges::is_sorted(kBatchSizes));
    }

    void talliesEveryValueOfAnEnum()
    {
        EnumTally<MessageType, kMessageTypeCount> said;
        said.add(MessageType::Welcome);
        constexpr auto last = MessageType(kMessageTypeCount - 1);
        said.add(last);
        said.add(last);
        QCOMPARE(said[last], 2u);
        QStringList names;
        quint64 all = 0;
        said.forEach([&](MessageType type, quint64 count) {
            names.append(wireName(type));
            all += count;
        });
        QCOMPARE(all, 3u);
        QCOMPARE(names.first(), QStringLiteral("welcome"));
        QCOMPARE(names.last(), QString(wireName(last)));
    }
};

QTEST_GUILESS_MAIN(DistributionTest)
#include "tst_distribution.moc"
