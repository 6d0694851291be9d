// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PingScheduler.h"

#include <QtTest/QTest>

#include <functional>
#include <vector>

using namespace lectern;

namespace {

struct Peer : Pinged
{
    void ping() override
    {
        ++pings;
        if (answers) answeredPing();
        if (onPing) onPing();
    }
    void timeOut() override { ++timeOuts; }
    qint64 bytesWaiting() const override { return waiting; }

    std::function<void()> onPing;
    bool answers = true;
    int pings = 0;
    int timeOuts = 0;
    qint64 waiting = 0;
};

} // namespace

/// Who is pinged when, and who is given up.
class PingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpWhatWaitsForThemAll()
    {
        PingScheduler scheduler(Limits{});
        Peer slow, slower;
        slow.waiting = 30;
        slower.waiting = 4'000;
        scheduler.add(&slow);
        scheduler.add(&slower);
        QCOMPARE(scheduler.bytesWaiting(), 4'030);
        scheduler.remove(&slower);
        QCOMPARE(scheduler.bytesWaiting(), 30);
    }

    void pingsOnceAnInterval()
    {
        Limits limits;
        limits.pingInterval = 0.3;
        limits.pingTimeout = 0.1;
        PingScheduler scheduler(limits);
        Peer peer;
        scheduler.add(&peer);
        QElapsedTimer clock;
        clock.start();
        QTRY_COMPARE(peer.pings, 3);
        QVERIFY(clock.elapsed() >= 900);
        QCOMPARE(peer.timeOuts, 0);
        scheduler.remove(&peer);
    }

    void survivesConnectionsThatEndWithAPing()
    {
        Limits limits;
        limits.pingInterval = 0.05;
        PingScheduler scheduler(limits);
        std::vector<Peer> peers(200);
        int ended = 0;
        for (Peer &peer : peers) {
            scheduler.add(&peer);
            // Whoever is pinged first takes everybody along.
            peer.onPing = [&] {
                ++ended;
                for (Peer &other : peers)
                    scheduler.remove(&other);
            };
        }
        QTRY_COMPARE(ended, 1);
        QCOMPARE(scheduler.count(), 0);
    }

    void givesUpOnWhoDoesNotAnswer_data()
    {
        QTest::addColumn<double>("interval");
        QTest::addColumn<double>("timeout");
        QTest::newRow("before the next ping") << 0.5 << 0.1;
        QTest::newRow("after several pings") << 0.1 << 0.5;
    }

    void givesUpOnWhoDoesNotAnswer()
    {
        QFETCH(double, interval);
        QFETCH(double, timeout);
        Limits limits;
        limits.pingInterval = interval;
        limits.pingTimeout = timeout;
        PingScheduler scheduler(limits);
        Peer peer;
        peer.answers = false;
        scheduler.add(&peer);
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY(peer.timeOuts > 0);
        QVERIFY(clock.elapsed() >= 600);
        scheduler.remove(&peer);
        QCOMPARE(scheduler.count(), 0);
    }

    void givesUpOnTheSilentAmongThoseWhoAnswer()
    {
        Limits limits;
        limits.pingInterval = 0.05;
        limits.pingTimeout = 0.2;
        PingScheduler scheduler(limits);
        std::vector<Peer> peers(3);
        for (Peer &peer : peers)
            scheduler.add(&peer);
        Peer &fallsSilent = peers[1];
        QTRY_VERIFY(fallsSilent.pings >= 3);
        fallsSilent.answers = false;
        QTRY_VERIFY(fallsSilent.timeOuts > 0);
        scheduler.remove(&fallsSilent);
        const int pingsBefore = peers[0].pings;
        QTRY_VERIFY(peers[0].pings - pingsBefore >= 8);
        QCOMPARE(peers[0].timeOuts + peers[2].timeOuts, 0);
        for (Peer &peer : peers)
            scheduler.remove(&peer);
        QCOMPARE(scheduler.count(), 0);
    }

    void forgetsWhoLeavesWithAPingUnanswered()
    {
        Limits limits;
        limits.pingInterval = 0.05;
        limits.pingTimeout = 0.1;
        PingScheduler scheduler(limits);
        Peer leaves, stays;
        leaves.answers = false;
        leaves.onPing = [&] {
            scheduler.remove(&leaves);
            scheduler.remove(&leaves); // as the destructor does once more
        };
        scheduler.add(&leaves);
        scheduler.add(&stays);
        QTRY_VERIFY(stays.pings >= 6);
        QCOMPARE(leaves.timeOuts, 0);
        QCOMPARE(leaves.pings, 1);
        scheduler.remove(&stays);
    }
};

QTEST_GUILESS_MAIN(PingsTest)
#include "tst_pings.moc"
