// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/NodeHeartbeat.h"
#include "server/presence/RedisPresence.h"
#include "tests/unit/support/PlainRedis.h"
#include "tests/unit/support/RedisServer.h"
#include "tests/unit/support/Waiting.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QString kRoom = u"ABCDEF"_s;

Participant person(const QString &id, int secondsLater)
{
    Participant person;
    person.id = id;
    person.name = u"이름 "_s + id;
    person.serverId = u"s1"_s;
    person.joinedAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC).addSecs(secondsLater);
    return person;
}

} // namespace

/// Who is there, over all nodes, as it stands in Redis.
class RedisPresenceTest : public QObject
{
    Q_OBJECT

    RedisServer m_redis;
    RedisLink m_link{m_redis.address(), RedisLink::Use::Commands};
    RedisPresence m_presence{m_link};
    PlainRedis m_stranger{m_redis.socketPath()};

    QList<Participant> list() { return awaited(m_presence.list(kRoom)).value(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(awaited(m_link.open())); }
    void init() { m_stranger.ask({"FLUSHALL"_ba}); }

    void writesTheAgreedKeys()
    {
        Participant teacher = person(u"u_T"_s, 0);
        teacher.type = PersonType::Teacher;
        m_presence.enter(kRoom, teacher);
        m_presence.enter(kRoom, person(u"u_S"_s, 3));
        m_presence.setLastRead(kRoom, u"u_S"_s, u"01MESSAGE"_s);
        QCOMPARE(list().size(), 2);

        QCOMPARE(
            m_stranger.keys(),
            (QByteArrayList{"lectern:node:s1:seats"_ba, "lectern:room:ABCDEF:details"_ba,
                            "room:ABCDEF:user:u_S"_ba, "room:ABCDEF:user:u_T"_ba, "room:ABCDEF:users"_ba}));
        QCOMPARE(m_stranger.ask({"TYPE"_ba, "room:ABCDEF:users"_ba}).text, "set"_ba);
        QCOMPARE(m_stranger.ask({"TYPE"_ba, "room:ABCDEF:user:u_S"_ba}).text, "hash"_ba);
        QCOMPARE(m_stranger.list({"SMEMBERS"_ba, "room:ABCDEF:users"_ba}),
                 (QByteArrayList{"u_S"_ba, "u_T"_ba}));
        QCOMPARE(
            m_stranger.list({"HKEYS"_ba, "room:ABCDEF:user:u_T"_ba}),
            (QByteArrayList{"joinedAt"_ba, "lastReadMessage"_ba, "name"_ba, "serverId"_ba, "userType"_ba}));
        const auto field = [this](const QByteArray &user, const QByteArray &name) {
            return m_stranger.ask({"HGET"_ba, "room:ABCDEF:user:"_ba + user, name}).text;
        };
        QCOMPARE(field("u_T"_ba, "userType"_ba), "teacher"_ba);
        QCOMPARE(field("u_S"_ba, "userType"_ba), "student"_ba);
        QCOMPARE(field("u_T"_ba, "serverId"_ba), "s1"_ba);
        QCOMPARE(field("u_T"_ba, "name"_ba), "이름 u_T"_ba);
        QCOMPARE(field("u_T"_ba, "joinedAt"_ba), "2027-01-15T08:00:00.123Z"_ba);
        QCOMPARE(field("u_T"_ba, "lastReadMessage"_ba), ""_ba);
        QCOMPARE(field("u_S"_ba, "lastReadMessage"_ba), "01MESSAGE"_ba);
    }

    void givesBackWhatWasWritten()
    {
        Participant early = person(u"u_1"_s, 1);
        early.type = PersonType::Teacher;
        early.online = false;
        early.handRaisedAt = early.joinedAt.addSecs(60);
        early.lastReadMessage = u"01M"_s;
        m_presence.enter(kRoom, person(u"u_2"_s, 5));
        m_presence.enter(kRoom, early);
        QCOMPARE(list(), (QList{early, person(u"u_2"_s, 5)}));

        m_presence.enter(kRoom, person(u"u_1"_s, 9));
        QCOMPARE(list(), (QList{person(u"u_2"_s, 5), person(u"u_1"_s, 9)}));
    }

    void keepsWhatChanges()
    {
        m_presence.enter(kRoom, person(u"u_1"_s, 0));
        m_presence.setOnline(kRoom, u"u_1"_s, false);
        m_presence.setHand(kRoom, u"u_1"_s, person(u"u_1"_s, 7).joinedAt);
        QCOMPARE(list().first().online, false);
        QCOMPARE(list().first().handRaisedAt, person(u"u_1"_s, 7).joinedAt);
        QVERIFY(m_stranger.keys().contains("lectern:room:ABCDEF:hands"_ba));
        QVERIFY(m_stranger.keys().contains("lectern:room:ABCDEF:away"_ba));
        m_presence.setOnline(kRoom, u"u_1"_s, true);
        m_presence.setHand(kRoom, u"u_1"_s, {});
        QCOMPARE(list(), QList{person(u"u_1"_s, 0)});
        QCOMPARE(m_stranger.keys().size(), 4);
    }

    void aSeatMovesWithItsPerson()
    {
        const auto seats = [this](const QByteArray &node) {
            return m_stranger.list({"SMEMBERS"_ba, "lectern:node:"_ba + node + ":seats"});
        };
        m_presence.enter(kRoom, person(u"u_1"_s, 0));
        QCOMPARE(list().size(), 1);
        QCOMPARE(seats("s1"_ba), QByteArrayList{"ABCDEF u_1"_ba});

        Participant moved = person(u"u_1"_s, 0);
        moved.serverId = u"s2"_s;
        m_presence.enter(kRoom, moved);
        // What the node they left has to say comes late.
        m_presence.leave(kRoom, u"u_1"_s, u"s1"_s);
        QCOMPARE(list(), QList{moved});
        QVERIFY(seats("s1"_ba).isEmpty());
        QCOMPARE(seats("s2"_ba), QByteArrayList{"ABCDEF u_1"_ba});

        m_presence.leave(kRoom, u"u_1"_s, u"s2"_s);
        QVERIFY(list().isEmpty());
        QVERIFY(m_stranger.keys().isEmpty());
    }

    void leavesNoKeyBehind()
    {
        Participant busy = person(u"u_1"_s, 0);
        busy.online = false;
        busy.handRaisedAt = busy.joinedAt;
        m_presence.enter(kRoom, busy);
        m_presence.leave(kRoom, u"u_1"_s, u"s1"_s);
        // What comes late about somebody who has left makes no key.
        m_presence.setLastRead(kRoom, u"u_1"_s, u"01M"_s);
        m_presence.setOnline(kRoom, u"u_1"_s, false);
        m_presence.setHand(kRoom, u"u_1"_s, busy.joinedAt);
        QVERIFY(list().isEmpty());
        QVERIFY(m_stranger.keys().isEmpty());

        for (int i = 0; i < 50; ++i) {
            busy.id = u"u_%1"_s.arg(i);
            m_presence.enter(kRoom, busy);
        }
        m_presence.enter(u"GHJKMN"_s, person(u"u_1"_s, 0));
        QCOMPARE(list().size(), 50);
        m_presence.forget(kRoom);
        QVERIFY(list().isEmpty());
        QCOMPARE(m_stranger.keys(),
                 (QByteArrayList{"lectern:node:s1:seats"_ba, "lectern:room:GHJKMN:details"_ba,
                                 "room:GHJKMN:user:u_1"_ba, "room:GHJKMN:users"_ba}));
        QCOMPARE(m_stranger.list({"SMEMBERS"_ba, "lectern:node:s1:seats"_ba}),
                 QByteArrayList{"GHJKMN u_1"_ba});
        m_presence.forget(kRoom);
        QVERIFY(list().isEmpty());
    }

    void countsRoomsWithPeople()
    {
        m_presence.enter(kRoom, person(u"u_1"_s, 0));
        m_presence.enter(kRoom, person(u"u_2"_s, 0));
        QCOMPARE(awaited(m_presence.counts({u"ZZZZZZ"_s, kRoom})).value(), (QHash<QString, int>{{kRoom, 2}}));
        QVERIFY(awaited(m_presence.counts({})).value().isEmpty());
    }

    void listsAThousandPeople()
    {
        for (int i = 0; i < 1'000; ++i)
            m_presence.enter(kRoom, person(u"u_%1"_s.arg(i), i));
        const auto people = list();
        QCOMPARE(people.size(), 1'000);
        QCOMPARE(people[999], person(u"u_999"_s, 999));
        QBENCHMARK_ONCE
        {
            list();
        }
    }

    void beatsAndFallsSilent()
    {
        NodeHeartbeat heart(m_link, u"srv1"_s);
        heart.start();
        QVERIFY(awaited(m_link.call({"PING"_ba})));
        QCOMPARE(m_stranger.keys(), (QByteArrayList{"lectern:nodes"_ba, "server:srv1"_ba}));
        QCOMPARE(m_stranger.list({"SMEMBERS"_ba, "lectern:nodes"_ba}), QByteArrayList{"srv1"_ba});
        QCOMPARE(m_stranger.ask({"TYPE"_ba, "server:srv1"_ba}).text, "string"_ba);
        const qint64 left = m_stranger.ask({"PTTL"_ba, "server:srv1"_ba}).integer;
        QVERIFY2(left > 13'000 && left <= 15'000, qPrintable(QString::number(left)));

        m_stranger.ask({"PEXPIRE"_ba, "server:srv1"_ba, "9000"_ba});
        QTRY_VERIFY_WITH_TIMEOUT(m_stranger.ask({"PTTL"_ba, "server:srv1"_ba}).integer > 13'000, 8'000);
        QVERIFY(awaited(heart.stop()));
        QVERIFY(m_stranger.keys().isEmpty());
    }

    void whoGoesWithSeatsStillHeldLeavesThemToTheReaper()
    {
        NodeHeartbeat heart(m_link, u"s1"_s);
        heart.start();
        m_presence.enter(kRoom, person(u"u_1"_s, 0));
        QVERIFY(awaited(heart.stop()));
        QVERIFY(!m_stranger.keys().contains("server:s1"_ba));
        QCOMPARE(m_stranger.list({"SMEMBERS"_ba, "lectern:nodes"_ba}), QByteArrayList{"s1"_ba});
    }

    void saysWhenRedisIsAwayAndBeatsWhenItIsBack()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        RedisPresence presence(link);
        NodeHeartbeat heart(link, u"srv1"_s);
        QVERIFY(awaited(link.open()));
        heart.start();
        redis.stop();
        QTRY_VERIFY(!link.isUp());
        presence.enter(kRoom, person(u"u_1"_s, 0));
        QCOMPARE(awaited(presence.list(kRoom)).error().code, ErrorCode::StorageUnavailable);
        QCOMPARE(awaited(presence.counts({kRoom})).error().code, ErrorCode::StorageUnavailable);

        redis.start();
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 15'000);
        QVERIFY(awaited(presence.list(kRoom)).value().isEmpty());
        QCOMPARE(PlainRedis(redis.socketPath()).keys(),
                 (QByteArrayList{"lectern:nodes"_ba, "server:srv1"_ba}));
    }
};

QTEST_GUILESS_MAIN(RedisPresenceTest)
#include "tst_redispresence.moc"
