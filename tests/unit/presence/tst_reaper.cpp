// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/NodeHeartbeat.h"
#include "server/presence/Reaper.h"
#include "server/presence/RedisPresence.h"
#include "tests/unit/support/PlainRedis.h"
#include "tests/unit/support/RedisServer.h"
#include "tests/unit/support/Waiting.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QString kRoom = u"ABCDEF"_s;

Participant person(const QString &id, const QString &serverId)
{
    Participant person;
    person.id = id;
    person.name = u"이름 "_s + id;
    person.serverId = serverId;
    person.joinedAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC);
    return person;
}

/// A node that lives, and keeps what its reaper tells.
struct Survivor
{
    Survivor(const RedisServer &redis, const QString &serverId)
        : link(redis.address(), RedisLink::Use::Commands)
        , heart(link, serverId)
        , reaper(link, serverId)
    {
        if (!awaited(link.open())) qFatal("cannot reach the test's redis-server");
        heart.start();
        QObject::connect(&reaper, &Reaper::orphaned, &reaper,
                         [this](const QString &roomId, const QList<Participant> &people) {
                             for (const auto &one : people)
                                 told[roomId].append(one);
                         });
    }

    RedisLink link;
    NodeHeartbeat heart;
    Reaper reaper;
    QHash<QString, QList<Participant>> told;
};

} // namespace

/// What becomes of the people of a node that has died.
class ReaperTest : public QObject
{
    Q_OBJECT

    RedisServer m_redis;
    PlainRedis m_stranger{m_redis.socketPath()};
    RedisLink m_link{m_redis.address(), RedisLink::Use::Commands};
    RedisPresence m_presence{m_link};

    QList<Participant> list(const QString &roomId = kRoom)
    {
        return awaited(m_presence.list(roomId)).value();
    }

    /// What is left of a node whose heartbeat has run out.
    void die(const QByteArray &node) { m_stranger.ask({"SADD"_ba, "lectern:nodes"_ba, node}); }

    bool isBuried(const QByteArray &node)
    {
        return !m_stranger.list({"SMEMBERS"_ba, "lectern:nodes"_ba}).contains(node) &&
               !m_stranger.keys().contains("lectern:reaper:"_ba + node);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(awaited(m_link.open())); }
    void init() { m_stranger.ask({"FLUSHALL"_ba}); }

    void oneOfTwoTellsOfThem()
    {
        Survivor one(m_redis, u"one"_s), two(m_redis, u"two"_s);
        Participant busy = person(u"u_busy"_s, u"dead"_s);
        busy.type = PersonType::Teacher;
        busy.lastReadMessage = u"01M"_s;
        m_presence.enter(kRoom, busy);
        m_presence.setHand(kRoom, busy.id, busy.joinedAt);
        m_presence.setOnline(kRoom, busy.id, false);
        for (int i = 0; i < 500; ++i)
            m_presence.enter(kRoom, person(u"u_%1"_s.arg(i), u"dead"_s));
        m_presence.enter(u"GHJKMN"_s, person(u"u_0"_s, u"dead"_s));
        QCOMPARE(list().size(), 501);
        die("dead"_ba);
        one.reaper.start();
        two.reaper.start();

        QTRY_VERIFY(isBuried("dead"_ba));
        Survivor &teller = one.told.isEmpty() ? two : one;
        Survivor &silent = one.told.isEmpty() ? one : two;
        QVERIFY(silent.told.isEmpty());
        QCOMPARE(teller.told.value(kRoom).size(), 501);
        QCOMPARE(teller.told.value(u"GHJKMN"_s), QList{person(u"u_0"_s, u"dead"_s)});
        QVERIFY(teller.told.value(kRoom).contains(busy));
        // Nothing is left of the dead.
        QCOMPARE(m_stranger.keys(), (QByteArrayList{"lectern:nodes"_ba, "server:one"_ba, "server:two"_ba}));
        QCOMPARE(m_stranger.list({"SMEMBERS"_ba, "lectern:nodes"_ba}), (QByteArrayList{"one"_ba, "two"_ba}));
    }

    void whoHasMovedIsLetAlone()
    {
        Survivor alive(m_redis, u"alive"_s);
        m_presence.enter(kRoom, person(u"u_moved"_s, u"dead"_s));
        m_presence.enter(kRoom, person(u"u_moved"_s, u"alive"_s));
        m_presence.enter(kRoom, person(u"u_gone"_s, u"dead"_s));
        QCOMPARE(list().size(), 2);
        // The dead node still counts the one who has moved among its own.
        m_stranger.ask({"SADD"_ba, "lectern:node:dead:seats"_ba, "ABCDEF u_moved"_ba});
        die("dead"_ba);
        alive.reaper.start();

        QTRY_VERIFY(isBuried("dead"_ba));
        QCOMPARE(alive.told.value(kRoom), QList{person(u"u_gone"_s, u"dead"_s)});
        QCOMPARE(list(), QList{person(u"u_moved"_s, u"alive"_s)});
    }

    void whoLivesIsLetAlone()
    {
        Survivor one(m_redis, u"one"_s), two(m_redis, u"two"_s);
        m_presence.enter(kRoom, person(u"u_1"_s, u"one"_s));
        m_presence.enter(kRoom, person(u"u_2"_s, u"two"_s));
        QCOMPARE(list().size(), 2);
        die("dead"_ba);
        one.reaper.start();
        QTRY_VERIFY(isBuried("dead"_ba));
        QVERIFY(one.told.isEmpty());
        QCOMPARE(list().size(), 2);
    }

    void aDeathIsSeenWhenTheHeartbeatRunsOut()
    {
        Survivor alive(m_redis, u"alive"_s);
        alive.reaper.start();
        m_stranger.ask({"SET"_ba, "server:dying"_ba, "x"_ba, "PX"_ba, "1000"_ba});
        m_presence.enter(kRoom, person(u"u_1"_s, u"dying"_s));
        QCOMPARE(list().size(), 1);
        die("dying"_ba);
        QTRY_COMPARE(alive.told.value(kRoom), QList{person(u"u_1"_s, u"dying"_s)});
        QVERIFY(!m_stranger.keys().contains("server:dying"_ba));
    }

    void whatADeadReaperHasLeftIsFinishedByAnother()
    {
        Survivor alive(m_redis, u"alive"_s);
        m_presence.enter(kRoom, person(u"u_1"_s, u"dead"_s));
        QCOMPARE(list().size(), 1);
        die("dead"_ba);
        m_stranger.ask({"SET"_ba, "lectern:reaper:dead"_ba, "reaper-that-died"_ba, "PX"_ba, "500"_ba});
        alive.reaper.start();
        QTRY_COMPARE(alive.told.value(kRoom).size(), 1);
    }
};

QTEST_GUILESS_MAIN(ReaperTest)
#include "tst_reaper.moc"
