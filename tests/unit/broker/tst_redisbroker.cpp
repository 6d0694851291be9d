// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "server/broker/RedisBroker.h"
#include "tests/unit/support/PlainRedis.h"
#include "tests/unit/support/RedisServer.h"
#include "tests/unit/support/Waiting.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QString kRoom = u"ABCDEF"_s;

Message say(const QString &text, qint64 seq = 0, const QString &roomId = kRoom)
{
    Message message;
    message.roomId = roomId;
    message.senderType = PersonType::Teacher;
    message.sender = u"u_1"_s;
    message.payload = payload::Text{text};
    message.seq = seq;
    return message;
}

/// A node of the system: its broker, and what it heard.
struct Node
{
    explicit Node(const RedisServer &redis)
        : commands(redis.address(), RedisLink::Use::Commands)
        , subscriptions(redis.address(), RedisLink::Use::Subscriptions)
        , broker(commands, subscriptions)
    {
        QObject::connect(&broker, &Broker::received, &broker, [this](const EnvelopePtr &envelope) {
            const auto *text = payloadOf<payload::Text>(envelope->message());
            heard.append(text ? text->text : wireName(envelope->message().type));
            seqs.append(envelope->message().seq);
        });
        if (!awaited(commands.open()) || !awaited(subscriptions.open())) qFatal("no Redis");
    }

    void join(const QString &roomId = kRoom)
    {
        if (!awaited(broker.subscribe(roomId))) qFatal("no subscription");
    }

    void publish(const Message &message) { broker.publish(seal(message)); }

    QFuture<Result<Broker::Number>> number(const Message &message)
    {
        const auto promise = std::make_shared<QPromise<Result<Broker::Number>>>();
        promise->start();
        broker.publishNumbered(message, &broker, [promise](const Result<Broker::Number> &number) {
            promise->addResult(number);
            promise->finish();
        });
        return promise->future();
    }

    /// Whatever was published before has arrived here, too.
    void settle()
    {
        awaited(commands.call({"PING"_ba}));
        awaited(broker.subscribe(u"SETTLE"_s));
        broker.unsubscribe(u"SETTLE"_s);
    }

    RedisLink commands;
    RedisLink subscriptions;
    RedisBroker broker;
    QStringList heard;
    QList<qint64> seqs;
};

} // namespace

/// Nodes that meet in Redis.
class RedisBrokerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsOthersMessagesOnceAndInOrderAndNeverOnesOwn()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        QStringList fromA;
        QStringList fromB;
        for (int i = 0; i < 500; ++i) {
            fromA.append(u"가 %1"_s.arg(i));
            fromB.append(u"나 %1"_s.arg(i));
            a.publish(say(fromA.last()));
            b.publish(say(fromB.last()));
        }
        QTRY_COMPARE(a.heard.size(), 500);
        QTRY_COMPARE(b.heard.size(), 500);
        a.settle();
        b.settle();
        QCOMPARE(a.heard, fromB);
        QCOMPARE(b.heard, fromA);
    }

    void keepsApartWhatTwoNodesSayInTheSameWords()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        for (int i = 0; i < 100; ++i) {
            a.publish(say(u"same"_s));
            b.publish(say(u"same"_s));
        }
        a.settle();
        b.settle();
        a.settle();
        QCOMPARE(a.heard.size(), 100);
        QCOMPARE(b.heard.size(), 100);
    }

    void publishesTheNativeJsonAndNothingElse()
    {
        RedisServer redis;
        PlainRedis stranger(redis.socketPath());
        stranger.ask({"SUBSCRIBE"_ba, "room:ABCDEF"_ba});
        Node a(redis);
        a.join();
        const auto envelope = seal(say(u"여러분 안녕하세요"_s, 7));
        a.broker.publish(envelope);
        a.settle();
        const auto heard = stranger.next();
        QCOMPARE(heard.items[0].text, "message"_ba);
        QCOMPARE(heard.items[1].text, "room:ABCDEF"_ba);
        QCOMPARE(heard.items[2].text, encode(envelope->message()));
        QCOMPARE(envelope->encoding(0), heard.items[2].text);
    }

    void takesAnEncodingThatIsThere()
    {
        RedisServer redis;
        PlainRedis stranger(redis.socketPath());
        stranger.ask({"SUBSCRIBE"_ba, "room:ABCDEF"_ba});
        Node a(redis);
        const auto envelope = seal(say(u"x"_s));
        envelope->encoding(0) = "{\"ready\":1}"_ba;
        a.broker.publish(envelope);
        a.settle();
        QCOMPARE(stranger.next().items[2].text, "{\"ready\":1}"_ba);
    }

    void hearsStrangersAndDropsWhatDoesNotParse()
    {
        RedisServer redis;
        Node a(redis);
        a.join();
        PlainRedis stranger(redis.socketPath());
        for (const QByteArray &odd :
             {"hello"_ba, ""_ba, "[]"_ba, "{}"_ba, "{\"messageType\":\"nonsense\"}"_ba, "\xFF\xFE"_ba,
              encode(say(u"elsewhere"_s, 0, u"GHJKMN"_s))})
            stranger.ask({"PUBLISH"_ba, "room:ABCDEF"_ba, odd});
        stranger.ask({"PUBLISH"_ba, "lectern:room:ABCDEF"_ba, "{\"userId\":1}"_ba});
        stranger.ask({"PUBLISH"_ba, "room:ABCDEF"_ba, encode(say(u"from outside"_s))});
        QTRY_COMPARE(a.heard, QStringList{u"from outside"_s});
        QCOMPARE(a.broker.tally().dropped, 8);
    }

    void tellsAboutSeats()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        QSignalSpy atA(&a.broker, &Broker::seatReceived);
        QSignalSpy atB(&b.broker, &Broker::seatReceived);
        const QList<SeatNotice> told{
            {SeatNotice::Kind::Online, u"u_1"_s, u"server-a"_s},
            {SeatNotice::Kind::Away, u"u_1"_s, u"server-a"_s},
            {SeatNotice::Kind::Expected, u"u_1"_s, u"server-a"_s},
            {SeatNotice::Kind::Still, u"u_1"_s, u"server-a"_s,
             QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC)},
            {SeatNotice::Kind::Complete, {}, u"server-a"_s},
            {SeatNotice::Kind::Restated, {}, u"server-a"_s},
        };
        for (const SeatNotice &notice : told)
            a.broker.publishSeat(kRoom, notice);
        QTRY_COMPARE(atB.size(), told.size());
        a.settle();
        QCOMPARE(atA.size(), 0);
        QCOMPARE(atB[0][0].toString(), kRoom);
        for (qsizetype i = 0; i < told.size(); ++i)
            QCOMPARE(atB[i][1].value<SeatNotice>(), told[i]);
    }

    void hearsOnlyRoomsItIsIn()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        a.join(u"GHJKMN"_s);
        a.broker.unsubscribe(kRoom);
        b.publish(say(u"left"_s));
        b.publish(say(u"stayed"_s, 0, u"GHJKMN"_s));
        QTRY_COMPARE(a.heard, QStringList{u"stayed"_s});

        const auto first = a.broker.subscribe(kRoom);
        a.broker.unsubscribe(kRoom);
        const auto second = a.broker.subscribe(kRoom);
        QVERIFY(!awaited(first));
        QVERIFY(awaited(second));
        b.publish(say(u"back"_s));
        QTRY_VERIFY(a.heard.contains(u"back"_s));
        PlainRedis stranger(redis.socketPath());
        QCOMPARE(stranger.ask({"PUBSUB"_ba, "NUMSUB"_ba, "room:ABCDEF"_ba}).items[1].integer, 1);
    }

    void survivesARestartOfRedis()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        QSignalSpy down(&a.broker, &Broker::disconnected);
        QSignalSpy upA(&a.broker, &Broker::connected);
        QSignalSpy upB(&b.broker, &Broker::connected);
        redis.stop();
        QTRY_VERIFY(!a.broker.isUp() && !b.broker.isUp());
        QCOMPARE(down.size(), 1);
        a.publish(say(u"into the void"_s));
        QVERIFY(!awaited(a.number(say(u"numbered"_s))));
        const auto meanwhile = awaited(b.broker.subscribe(u"GHJKMN"_s));
        QCOMPARE(meanwhile.error().code, ErrorCode::StorageUnavailable);

        redis.start();
        QTRY_COMPARE_WITH_TIMEOUT(upA.size(), 1, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(upB.size(), 1, 15'000);
        a.publish(say(u"again"_s));
        a.publish(say(u"meanwhile"_s, 0, u"GHJKMN"_s));
        b.publish(say(u"into the void"_s));
        QTRY_COMPARE(b.heard, (QStringList{u"again"_s, u"meanwhile"_s}));
        QTRY_COMPARE(a.heard, QStringList{u"into the void"_s});
        a.settle();
        QCOMPARE(a.heard.size(), 1);
        QCOMPARE(down.size(), 1);
    }

    void takesNoStrangersMessageForAnEchoThatGotLost()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        PlainRedis stranger(redis.socketPath());
        for (int round = 1; round <= 5; ++round) {
            QSignalSpy up(&a.broker, &Broker::connected);
            stranger.ask({"CLIENT"_ba, "KILL"_ba, "TYPE"_ba, "pubsub"_ba});
            // Published before the node notices that it does not hear itself.
            a.publish(say(u"same words"_s));
            QTRY_COMPARE_WITH_TIMEOUT(up.size(), 1, 15'000);
            awaited(a.commands.call({"PING"_ba}));
            b.publish(say(u"same words"_s));
            QTRY_COMPARE(a.heard.size(), round);
            QCOMPARE(a.heard.last(), u"same words"_s);
        }
    }

    void waitsForNoEchoFromBeforeItsSubscription()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        for (int round = 1; round <= 20; ++round) {
            const QString roomId = u"ROOM%1"_s.arg(round);
            const auto subscribed = a.broker.subscribe(roomId);
            // Redis may take the two in either order.
            a.publish(say(u"same words"_s, 0, roomId));
            QVERIFY(awaited(subscribed));
            awaited(a.commands.call({"PING"_ba}));
            b.publish(say(u"same words"_s, 0, roomId));
            QTRY_COMPARE(a.heard.size(), round);
        }
    }

    void neverHearsItselfWhileItsLinksBreak()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        PlainRedis stranger(redis.socketPath());
        int published = 0;
        for (int round = 0; round < 6; ++round) {
            stranger.ask({"CLIENT"_ba, "KILL"_ba, "TYPE"_ba, round % 2 ? "normal"_ba : "pubsub"_ba,
                          "SKIPME"_ba, "yes"_ba});
            QSignalSpy up(&a.broker, &Broker::connected);
            while (up.isEmpty()) {
                a.publish(say(u"own %1"_s.arg(++published)));
                QTest::qWait(1);
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(a.broker.isUp() && b.broker.isUp(), 15'000);
        a.publish(say(u"last"_s));
        QTRY_VERIFY(b.heard.contains(u"last"_s));
        a.settle();
        QCOMPARE(a.heard, QStringList());
        QCOMPARE(b.heard.size(), QSet<QString>(b.heard.begin(), b.heard.end()).size());
    }

    void numbersRoomsWithoutALog()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        QList<qint64> given;
        for (int i = 0; i < 200; ++i) {
            for (Node *node : {&a, &b}) {
                node->broker.publishNumbered(
                    say(u"%1"_s.arg(i)), this,
                    [&given](const Result<Broker::Number> &number) { given.append(number->seq); });
            }
        }
        QTRY_COMPARE(given.size(), 400);
        QTRY_COMPARE(a.seqs.size(), 400);
        QTRY_COMPARE(b.seqs.size(), 400);
        for (int i = 0; i < 400; ++i)
            QCOMPARE(a.seqs[i], i + 1);
        QCOMPARE(a.seqs, b.seqs);
        QCOMPARE(a.heard, b.heard);

        PlainRedis stranger(redis.socketPath());
        QCOMPARE(stranger.keys(), QByteArrayList{"lectern:room:ABCDEF:counter"_ba});
        QCOMPARE(stranger.ask({"TYPE"_ba, "lectern:room:ABCDEF:counter"_ba}).text, "hash"_ba);
        const auto counter = awaited(b.broker.counter(kRoom));
        QCOMPARE(counter->lastSeq, 400);
        QCOMPARE(stranger.ask({"HGET"_ba, "lectern:room:ABCDEF:counter"_ba, "epoch"_ba}).text,
                 counter->epoch.toUtf8());
    }

    void publishesWhatIsRepeatedOnAnotherNodeOnce()
    {
        RedisServer redis;
        Node a(redis);
        Node b(redis);
        a.join();
        b.join();
        Message message = say(u"hello"_s);
        message.id = u"01A"_s;
        message.ref = u"my ref"_s;
        message.sentAt = timeFromString(u"2026-11-22T01:02:03.456Z"_s);
        Message repeated = message;
        repeated.id = u"01B"_s;
        repeated.sentAt = message.sentAt.addSecs(5);
        const auto first = a.number(message);
        QVERIFY(!awaited(first)->earlier);
        const auto again = awaited(b.number(repeated));
        QCOMPARE(again->seq, awaited(first)->seq);
        QCOMPARE(again->earlier->id, message.id);
        QCOMPARE(again->earlier->sentAt, message.sentAt);

        repeated.sender = u"u_2"_s; // whose ref it is not
        QCOMPARE(awaited(b.number(repeated))->seq, 2);
        b.settle();
        QCOMPARE(b.seqs, (QList<qint64>{1, 2}));
    }

    void goesOnWhenRedisHasForgottenItsScripts()
    {
        RedisServer redis;
        Node a(redis);
        a.join();
        QCOMPARE(awaited(a.number(say(u"x"_s)))->seq, 1);
        PlainRedis(redis.socketPath()).ask({"SCRIPT"_ba, "FLUSH"_ba});
        QCOMPARE(awaited(a.number(say(u"y"_s)))->seq, 2);
        QTRY_COMPARE(a.heard, (QStringList{u"x"_s, u"y"_s}));
    }

    void remembersOnlyTheLastRefs()
    {
        RedisServer redis;
        Node a(redis);
        const auto number = [&a](int i) {
            Message message = say(u"%1"_s.arg(i));
            message.ref = u"r%1"_s.arg(i);
            return a.number(message);
        };
        for (int i = 1; i <= 4'096; ++i)
            number(i);
        QCOMPARE(awaited(number(2'049)).value().seq, 2'049);
        QCOMPARE(awaited(number(1)).value().seq, 4'097);
        PlainRedis stranger(redis.socketPath());
        QCOMPARE(stranger.ask({"HLEN"_ba, "lectern:room:ABCDEF:refs"_ba}).integer, 1);
        QCOMPARE(stranger.ask({"HLEN"_ba, "lectern:room:ABCDEF:refs:older"_ba}).integer, 2'048);
        a.broker.forget(kRoom);
        a.settle();
        QCOMPARE(stranger.keys(), QByteArrayList{});
    }

    void beginsANewEpochWhenTheCounterIsLost()
    {
        RedisServer redis;
        Node a(redis);
        QVERIFY(awaited(a.number(say(u"x"_s))));
        const auto before = awaited(a.broker.counter(kRoom)).value();
        PlainRedis(redis.socketPath()).ask({"FLUSHALL"_ba});
        const auto after = awaited(a.broker.counter(kRoom)).value();
        QVERIFY(after.epoch != before.epoch && !after.epoch.isEmpty());
        QCOMPARE(after.lastSeq, 0);
        QCOMPARE(awaited(a.number(say(u"y"_s)))->seq, 1);
        QCOMPARE(awaited(a.broker.counter(kRoom))->epoch, after.epoch);

        a.broker.forget(kRoom);
        a.settle();
        QVERIFY(PlainRedis(redis.socketPath()).keys().isEmpty());
    }
};

QTEST_GUILESS_MAIN(RedisBrokerTest)
#include "tst_redisbroker.moc"
