// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/AndThen.h"

#include <QtCore/QThreadPool>
#include <QtTest/QTest>

using namespace lectern;

namespace {

/// Finished by the pool at any moment from now on.
QFuture<int> soon(QThreadPool &pool, int value)
{
    const auto promise = std::make_shared<QPromise<int>>();
    promise->start();
    pool.start([promise, value] {
        promise->addResult(value);
        promise->finish();
    });
    return promise->future();
}

} // namespace

class AndThenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereIsUsedAtOnce()
    {
        const auto twice = andThen(QtFuture::makeReadyFuture(21), [](int value) { return 2 * value; });
        QVERIFY(twice.isFinished());
        QCOMPARE(twice.result(), 42);
    }

    void aFutureThatIsReturnedIsFollowed()
    {
        QThreadPool pool;
        const auto sum = andThen(soon(pool, 1), [&pool](int one) { return soon(pool, one + 1); });
        QTRY_VERIFY(sum.isFinished());
        QCOMPARE(sum.result(), 2);
    }

    void itIsCalledInTheAskersThread()
    {
        QThreadPool pool;
        const auto in = andThen(soon(pool, 1), [](int) { return QThread::currentThread(); });
        QTRY_VERIFY(in.isFinished());
        QCOMPARE(in.result(), thread());
    }

    void whatWasCancelledIsCancelledOn()
    {
        auto promise = std::make_unique<QPromise<int>>();
        promise->start();
        const auto used = andThen(promise->future(), [](int value) { return value; });
        promise.reset();
        QTRY_VERIFY(used.isFinished());
        QVERIFY(used.isCanceled());
    }

    /// As when a school arrives: answers come from another thread while more is asked.
    void itIsCalledOnceHoweverTheThreadsMeet()
    {
        constexpr int kTimes = 20'000;
        QThreadPool pool;
        int called = 0;
        QList<QFuture<int>> all;
        for (int i = 0; i < kTimes; ++i) {
            all << andThen(soon(pool, i), [&called](int value) {
                ++called;
                return value;
            });
        }
        QTRY_VERIFY(std::ranges::all_of(all, &QFuture<int>::isFinished));
        QCOMPARE(called, kTimes);
        for (int i = 0; i < kTimes; ++i)
            QCOMPARE(all[i].result(), i);
    }
};

QTEST_GUILESS_MAIN(AndThenTest)
#include "tst_andthen.moc"
