// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisLink.h"
#include "server/broker/SystemGuard.h"
#include "tests/unit/support/PlainRedis.h"
#include "tests/unit/support/RedisServer.h"
#include "tests/unit/support/Waiting.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// The connection to Redis: how it comes about, answers, breaks and heals.
class RedisLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("display");
        QTest::newRow("bare") << u"redis://10.0.0.7"_s << u"redis://10.0.0.7:6379/0"_s;
        QTest::newRow("full") << u"redis://:p%40ss@redis.school.kr:6380/3"_s
                              << u"redis://redis.school.kr:6380/3"_s;
        QTest::newRow("v6") << u"redis://[::1]:7000/1"_s << u"redis://[::1]:7000/1"_s;
        QTest::newRow("unix") << u"unix:/run/redis.sock"_s << u"unix:/run/redis.sock"_s;
        QTest::newRow("tls") << u"rediss://:p%40ss@school:6380/1?cacert=/ca.pem&cert=/c.pem&key=/k.pem"_s
                             << u"rediss://school:6380/1"_s;
        QTest::newRow("a comma in the password") << u"redis://:a,b@host"_s << u"redis://host:6379/0"_s;
        QTest::newRow("unix slashes") << u"unix:///run/redis.sock"_s << u"unix:/run/redis.sock"_s;
        for (const char *wrong :
             {"", "redis", "redis://", "http://host", "redis://host:0", "redis://host:99999",
              "redis://host/two", "redis://host/-1", "unix:run.sock", "unix:", "redis://host?x=1",
              "redis://host?cacert=ca.pem", "rediss://host?cert=c.pem",
              "rediss://host?cacert=", "redis-sentinel://a:26379/main", "redis+sentinel://a/main",
              "redis-cluster://a", "redis://a:1,b:2"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong) << QString();
    }

    void readsAddresses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, display);
        const auto address = RedisAddress::parse(text);
        QCOMPARE(address.has_value(), !display.isEmpty());
        if (address)
            QCOMPARE(address->display(), display);
        else
            QVERIFY(address.error().detail.contains(u"redis://"_s));
        if (text.contains(u"sentinel"_s)) QVERIFY(address.error().detail.contains(u"a Sentinel's address"_s));
        if (text.contains(u"cluster"_s)) QVERIFY(address.error().detail.contains(u"a Cluster's address"_s));
        if (text.contains(u"cacert=/ca"_s)) {
            QVERIFY(address->tls);
            QCOMPARE(address->caFile, u"/ca.pem"_s);
            QCOMPARE(address->certFile, u"/c.pem"_s);
            QCOMPARE(address->keyFile, u"/k.pem"_s);
        }
        if (text.contains(u"p%40ss"_s)) QCOMPARE(address->password, u"p@ss"_s);
    }

    void answersInTheOrderOfTheCommands()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        QList<qint64> answers;
        for (int i = 0; i < 2'000; ++i)
            link.send({"INCR"_ba, "n"_ba}, this, [&](const auto &reply) { answers.append(reply->integer); });
        QCOMPARE(answers.size(), 0);
        QTRY_COMPARE(answers.size(), 2'000);
        for (int i = 0; i < 2'000; ++i)
            QCOMPARE(answers[i], i + 1);
    }

    void carriesAnyBytes()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        const QByteArray large = "\0\r\n$-1\r\n가"_ba.repeated(200'000);
        QVERIFY(awaited(link.call({"SET"_ba, "k\r\n"_ba, large})));
        QCOMPARE(awaited(link.call({"GET"_ba, "k\r\n"_ba}))->text, large);
        QCOMPARE(awaited(link.call({"GET"_ba, "none"_ba}))->kind, RedisReply::Kind::Nil);
    }

    void tellsRefusalsFromAnswers()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        const auto refused = awaited(link.call({"HSET"_ba, "too few"_ba}));
        QCOMPARE(refused.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(refused.error().detail.contains(u"wrong number of arguments"_s));
        QVERIFY(awaited(link.call({"PING"_ba})));
    }

    void tellsAWrongAddressFromAWrongPassword()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close();
        RedisLink nobody(*RedisAddress::parse(u"redis://127.0.0.1:%1"_s.arg(port)), RedisLink::Use::Commands);
        auto opened = awaited(nobody.open());
        QCOMPARE(opened.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(opened.error().detail.contains(u"redis://127.0.0.1:%1/0"_s.arg(port)));
        QVERIFY(!nobody.isUp());

        RedisLink noSocket(*RedisAddress::parse(u"unix:/nowhere/redis.sock"_s), RedisLink::Use::Commands);
        const auto missing = awaited(noSocket.open());
        QCOMPARE(missing.error().code, ErrorCode::StorageUnavailable);
        QCOMPARE(missing.error().detail,
                 u"cannot reach Redis at unix:/nowhere/redis.sock: there is no such socket; "
                 "expected that of Redis (unixsocket in redis.conf)"_s);

        RedisServer redis({u"--requirepass"_s, u"secret"_s});
        for (const QString &password : {u""_s, u"wrong"_s}) {
            RedisAddress address = redis.address();
            address.password = password;
            RedisLink link(address, RedisLink::Use::Commands);
            opened = awaited(link.open());
            QCOMPARE(opened.error().code, ErrorCode::Unauthorized);
            QVERIFY(opened.error().detail.contains(u"password"_s));
            QVERIFY(!opened.error().detail.contains(u"wrong\""_s));
        }
        RedisAddress address = redis.address();
        address.password = u"secret"_s;
        address.database = 3;
        RedisLink link(address, RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        QVERIFY(awaited(link.call({"CLIENT"_ba, "INFO"_ba}))->text.contains(" db=3 "));

        RedisServer open;
        address.socketPath = open.socketPath();
        RedisLink needless(address, RedisLink::Use::Commands);
        QCOMPARE(awaited(needless.open()).error().code, ErrorCode::Unauthorized);
    }

    void worksOverTcp()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString port = QString::number(free.serverPort());
        free.close();
        RedisServer redis({u"--port"_s, port, u"--bind"_s, u"127.0.0.1"_s, u"--requirepass"_s, u"p@ss"_s});
        const auto address = RedisAddress::parse(u"redis://:p%40ss@127.0.0.1:%1/2"_s.arg(port));
        RedisLink link(*address, RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        const QByteArray large(3'000'000, 'x');
        QVERIFY(awaited(link.call({"SET"_ba, "k"_ba, large})));
        QCOMPARE(awaited(link.call({"GET"_ba, "k"_ba}))->text, large);
        redis.restart();
        QTRY_VERIFY(!link.isUp());
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 15'000);
    }

    void leavesARedisThatFellSilent()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        link.setWatchInterval(std::chrono::milliseconds(50));
        QVERIFY(awaited(link.open()));
        QSignalSpy down(&link, &RedisLink::down);
        redis.freeze();
        const auto unanswered = link.call({"PING"_ba});
        QTRY_COMPARE(down.size(), 1);
        QVERIFY(!awaited(unanswered));
        redis.thaw();
        QTRY_VERIFY_WITH_TIMEOUT(link.isUp(), 15'000);
    }

    void saysWhenThereIsNoSuchDatabase()
    {
        RedisServer redis;
        RedisAddress address = redis.address();
        address.database = 99;
        RedisLink link(address, RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()).error().detail.contains(u"DB index"_s));
    }

    void refusesAClusterAndWhatIsNoRedis()
    {
        RedisServer cluster({u"--cluster-enabled"_s, u"yes"_s});
        RedisLink link(cluster.address(), RedisLink::Use::Commands);
        const auto opened = awaited(link.open());
        QCOMPARE(opened.error().code, ErrorCode::BadRequest);
        QVERIFY(opened.error().detail.contains(u"cluster"_s));

        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        connect(&web, &QTcpServer::newConnection, &web,
                [&web] { web.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        RedisLink stranger(*RedisAddress::parse(u"redis://127.0.0.1:%1"_s.arg(web.serverPort())),
                           RedisLink::Use::Commands);
        QCOMPARE(awaited(stranger.open()).error().code, ErrorCode::StorageUnavailable);
    }

    void healsAfterARestart()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        QSignalSpy down(&link, &RedisLink::down);
        QSignalSpy up(&link, &RedisLink::up);

        const auto unanswered = link.call({"BLPOP"_ba, "never"_ba, "0"_ba});
        redis.stop();
        QCOMPARE(awaited(unanswered).error().code, ErrorCode::StorageUnavailable);
        QTRY_COMPARE(down.size(), 1);
        bool answeredWithin = true;
        bool failed = false;
        link.send({"PING"_ba}, this, [&](const auto &reply) { failed = !reply && !answeredWithin; });
        answeredWithin = false;
        QTRY_VERIFY(failed);

        redis.start();
        QTRY_COMPARE_WITH_TIMEOUT(up.size(), 1, 15'000);
        QVERIFY(awaited(link.call({"PING"_ba})));
        QCOMPARE(down.size(), 1);
    }

    void forgetsWhoIsGone()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        bool called = false;
        {
            QObject context;
            link.send({"PING"_ba}, &context, [&called](const auto &) { called = true; });
        }
        QVERIFY(awaited(link.call({"PING"_ba})));
        QVERIFY(!called);
    }

    void failsWhatIsOpenWhenItEnds()
    {
        RedisServer redis;
        auto link = std::make_unique<RedisLink>(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link->open()));
        const auto unanswered = link->call({"BLPOP"_ba, "never"_ba, "0"_ba});
        link.reset();
        QVERIFY(!awaited(unanswered));
    }

    void keepsTwoSystemsApart()
    {
        RedisServer redis;
        RedisLink link(redis.address(), RedisLink::Use::Commands);
        QVERIFY(awaited(link.open()));
        QVERIFY(awaited(guardSystem(link, u"db-1"_s)));
        QVERIFY(awaited(guardSystem(link, u"db-1"_s)));
        const auto other = awaited(guardSystem(link, u"db-2"_s));
        QCOMPARE(other.error().code, ErrorCode::BadRequest);
        QVERIFY(other.error().detail.contains(u"db-1"_s));
        QCOMPARE(PlainRedis(redis.socketPath()).ask({"GET"_ba, "lectern:system"_ba}).text, "db-1"_ba);
    }
};

QTEST_GUILESS_MAIN(RedisLinkTest)
#include "tst_redislink.moc"
