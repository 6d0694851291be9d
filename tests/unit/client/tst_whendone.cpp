// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/WhenDone.h"

#include <QtCore/QPromise>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <memory>

using namespace lectern;

class WhenDoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theResultComesInTheAskersThread();
    void aReadyResultComesAfterTheCall();
    void whoIsGoneIsNotTold();
    void whatWasCancelledIsNotTold();

private:
    int m_told = 0;
};

void WhenDoneTest::theResultComesInTheAskersThread()
{
    QPromise<int> promise;
    const QThread *toldIn = nullptr;
    whenDone(promise.future(), this, [&](int result) {
        m_told = result;
        toldIn = QThread::currentThread();
    });
    const std::unique_ptr<QThread> worker(QThread::create([&promise] {
        promise.start();
        promise.addResult(42);
        promise.finish();
    }));
    worker->start();
    QTRY_COMPARE(m_told, 42);
    QCOMPARE(toldIn, thread());
    worker->wait();
}

void WhenDoneTest::aReadyResultComesAfterTheCall()
{
    m_told = 0;
    whenDone(QtFuture::makeReadyFuture(7), this, [this](int result) { m_told = result; });
    QCOMPARE(m_told, 0);
    QTRY_COMPARE(m_told, 7);
}

/// The end of a class may be told on the line before the request that ended it is answered.
void WhenDoneTest::whoIsGoneIsNotTold()
{
    m_told = 0;
    QPromise<int> promise;
    promise.start();
    auto asker = std::make_unique<QObject>();
    whenDone(promise.future(), asker.get(), [this](int) { ++m_told; });
    asker.reset();
    promise.addResult(1);
    promise.finish();
    int after = 0;
    whenDone(promise.future(), this, [&after](int result) { after = result; });
    QTRY_COMPARE(after, 1);
    QCOMPARE(m_told, 0);
}

void WhenDoneTest::whatWasCancelledIsNotTold()
{
    m_told = 0;
    auto promise = std::make_unique<QPromise<int>>();
    promise->start();
    auto future = promise->future();
    whenDone(future, this, [this](int) { ++m_told; });
    promise.reset();
    QFutureWatcher<int> other;
    bool isOver = false;
    connect(&other, &QFutureWatcherBase::finished, this, [&isOver] { isOver = true; });
    other.setFuture(future);
    QTRY_VERIFY(isOver);
    QCOMPARE(m_told, 0);
}

QTEST_GUILESS_MAIN(WhenDoneTest)
#include "tst_whendone.moc"
