// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Backoff.h"

#include <QtTest/QTest>

#include <algorithm>
#include <set>

using namespace lectern;

/// The waits between tries.
class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsFromHalfASecondToFifteen()
    {
        Backoff backoff;
        double ceiling = 0.5;
        for (int i = 0; i < 20; ++i) {
            const double wait = backoff.next();
            QVERIFY(wait >= ceiling / 2 && wait <= ceiling);
            ceiling = std::min(2 * ceiling, 15.0);
        }
        backoff.reset();
        QVERIFY(backoff.next() <= 0.5);
    }

    void differsFromOneToTheNext()
    {
        std::set<double> waits;
        for (int i = 0; i < 30; ++i)
            waits.insert(Backoff().next());
        QVERIFY(waits.size() > 20);
    }
};

QTEST_GUILESS_MAIN(BackoffTest)
#include "tst_backoff.moc"
