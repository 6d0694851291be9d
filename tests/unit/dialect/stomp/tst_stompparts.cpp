// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompMessages.h"
#include "server/dialect/stomp/StompSaying.h"
#include "server/dialect/stomp/StompSubscription.h"
#include "server/dialect/stomp/StompTerms.h"
#include "server/dialect/stomp/StompTransactions.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StompFrame frame(const QByteArray &command, QList<std::pair<QString, QString>> headers,
                 const QByteArray &body = {})
{
    return {command, std::move(headers), body};
}

Message message(MessageType type, Payload payload = {})
{
    Message made;
    made.roomId = u"FTYXPM"_s;
    made.type = type;
    made.sender = u"u_1"_s;
    made.senderName = u"민준"_s;
    made.id = u"01J"_s;
    made.seq = 7;
    made.payload = std::move(payload);
    return made;
}

QJsonObject bodyOf(const StompTail &tail)
{
    const QByteArray bytes = tail.bytes.toByteArray().chopped(1);
    return QJsonDocument::fromJson(bytes.sliced(bytes.indexOf("\n\n") + 2)).object();
}

QList<QJsonObject> bodies(const Message &of)
{
    const EnvelopePtr envelope = seal(of);
    QList<QJsonObject> found;
    for (const StompTail &tail : tailsOf(envelope))
        found.append(bodyOf(tail));
    return found;
}

} // namespace

/// What a conversation is made of, each by itself.
class StompPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesOnTerms_data()
    {
        QTest::addColumn<QString>("versions");
        QTest::addColumn<QString>("beats");
        QTest::addColumn<int>("version"); // -1: refused
        QTest::addColumn<int>("we");
        QTest::addColumn<int>("they");
        QTest::newRow("nothing said") << QString() << u"1000,1000"_s << 0 << 0 << 0;
        QTest::newRow("the highest") << u"1.0,1.2,1.1"_s << QString() << 2 << 0 << 0;
        QTest::newRow("the highest that both know") << u"1.1, 1.3"_s << QString() << 1 << 0 << 0;
        QTest::newRow("none in common") << u"2.0"_s << QString() << -1 << 0 << 0;
        QTest::newRow("1.0 has no heart-beats") << u"1.0"_s << u"1000,1000"_s << 0 << 0 << 0;
        QTest::newRow("the slower counts") << u"1.2"_s << u"20000,15000"_s << 2 << 15'000 << 20'000;
        QTest::newRow("ours is the slower") << u"1.2"_s << u"1,1"_s << 2 << 1'000 << 10'000;
        QTest::newRow("one way") << u"1.1"_s << u"0,5000"_s << 1 << 5'000 << 0;
        QTest::newRow("the other way") << u"1.1"_s << u"30000,0"_s << 1 << 0 << 30'000;
        QTest::newRow("one number") << u"1.2"_s << u"5000"_s << -1 << 0 << 0;
        QTest::newRow("three") << u"1.2"_s << u"1,2,3"_s << -1 << 0 << 0;
        QTest::newRow("no numbers") << u"1.2"_s << u"a,b"_s << -1 << 0 << 0;
        QTest::newRow("below zero") << u"1.2"_s << u"-1,0"_s << -1 << 0 << 0;
    }
    void agreesOnTerms()
    {
        QFETCH(QString, versions);
        QFETCH(QString, beats);
        QFETCH(int, version);
        QFETCH(int, we);
        QFETCH(int, they);
        StompFrame connect{"CONNECT"};
        if (!versions.isNull()) connect.add("accept-version"_L1, versions);
        if (!beats.isNull()) connect.add("heart-beat"_L1, beats);
        const auto terms = termsFor(connect);
        QCOMPARE(terms.has_value(), version >= 0);
        if (version < 0) return;
        QCOMPARE(int(terms->version), version);
        QCOMPARE(terms->weBeat.count(), we);
        QCOMPARE(terms->theyBeat.count(), they);
    }

    void readsWhatIsSaid_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("problem");
        const QByteArray hello = R"({"message":"안녕"})";
        QTest::newRow("app") << u"/app/room/FTYXPM"_s << hello << QString();
        QTest::newRow("pub") << u"/pub/room/ftyxpm"_s << hello << QString();
        QTest::newRow("pub, short") << u"/pub/room:FTYXPM"_s << hello << QString();
        QTest::newRow("named in the body")
            << u"/app/chat.sendMessage"_s
            << QByteArray(R"({"roomId":"FTYXPM","message":"안녕","type":"TALK"})") << QString();
        QTest::newRow("as it once was")
            << u"/pub/FTYXPM"_s << QByteArray(R"({"senderId":1,"message":"안녕","type":"TEXT"})")
            << QString();
        QTest::newRow("no room named") << u"/app/chat.sendMessage"_s << hello << u"bad_request"_s;
        QTest::newRow("no code") << u"/pub/hello"_s << hello << u"room_not_found"_s;
        QTest::newRow("elsewhere") << u"/queue/FTYXPM"_s << hello << u"bad_request"_s;
        QTest::newRow("nowhere") << QString() << hello << u"bad_request"_s;
        QTest::newRow("no JSON") << u"/pub/FTYXPM"_s << QByteArray("안녕") << u"bad_request"_s;
        QTest::newRow("no object") << u"/pub/FTYXPM"_s << QByteArray("[\"안녕\"]") << u"bad_request"_s;
        QTest::newRow("no message") << u"/pub/FTYXPM"_s << QByteArray("{}") << u"bad_request"_s;
        QTest::newRow("an empty message")
            << u"/pub/FTYXPM"_s << QByteArray(R"({"message":""})") << u"bad_request"_s;
        QTest::newRow("no string") << u"/pub/FTYXPM"_s << QByteArray(R"({"message":1})") << u"bad_request"_s;
    }
    void readsWhatIsSaid()
    {
        QFETCH(QString, destination);
        QFETCH(QByteArray, body);
        QFETCH(QString, problem);
        const auto saying = sayingOf(frame("SEND", {{u"destination"_s, destination}}, body));
        if (problem.isNull())
            QCOMPARE(saying.value(), (StompSaying{u"FTYXPM"_s, u"안녕"_s}));
        else
            QCOMPARE(wireName(saying.error().code), problem);
    }

    void knowsTopics()
    {
        QCOMPARE(subscribedRoom(u"/topic/room/ftyxpm"_s).value(), u"FTYXPM"_s);
        QCOMPARE(subscribedRoom(u"/topic/room/LOBBY"_s).value(), u"LOBBY"_s);
        QCOMPARE(subscribedRoom(u"/topic/room/chatroom-123"_s).error().code, ErrorCode::RoomNotFound);
        QCOMPARE(subscribedRoom(u"/topic/other"_s).error().code, ErrorCode::BadRequest);
    }

    void keepsTransactions()
    {
        const StompFrame send = frame("SEND", {}, "{}");
        StompTransactions transactions(10'000);
        QVERIFY(!transactions.add(u"t"_s, send));
        QVERIFY(transactions.begin(u"t"_s));
        QVERIFY(!transactions.begin(u"t"_s));
        QVERIFY(!transactions.begin({}));
        QVERIFY(transactions.add(u"t"_s, send));
        QVERIFY(transactions.add(u"t"_s, frame("ACK", {})));
        QCOMPARE(transactions.commit(u"t"_s).value(), (QList{send, frame("ACK", {})}));
        QVERIFY(!transactions.commit(u"t"_s));
        QVERIFY(transactions.begin(u"t"_s));
        QVERIFY(transactions.abort(u"t"_s));
        QVERIFY(!transactions.abort(u"t"_s));
    }

    void boundsTransactions()
    {
        StompTransactions transactions(1'000);
        for (int i = 0; i < StompTransactions::kMostOpen; ++i)
            QVERIFY(transactions.begin(QString::number(i)));
        QVERIFY(!transactions.begin(u"one more"_s));
        const StompFrame half = frame("SEND", {}, QByteArray(490, 'x'));
        QVERIFY(transactions.add(u"0"_s, half));
        QVERIFY(transactions.add(u"1"_s, half));
        QVERIFY(!transactions.add(u"2"_s, half));

        StompTransactions again(1'000);
        for (int i = 0; i < 3; ++i) { // what is committed makes room
            QVERIFY(again.begin(u"t"_s));
            QVERIFY(again.add(u"t"_s, half));
            QVERIFY(again.commit(u"t"_s));
        }
    }

    void headsEachSubscriptionsMessages()
    {
        const EnvelopePtr said = seal(message(MessageType::Send, payload::Text{u"안녕"_s}));
        const StompTail tail = tailsOf(said).first();
        const auto subscribe = [](const QString &ack, StompVersion version) {
            StompFrame wish = frame("SUBSCRIBE", {{u"id"_s, u"a:1"_s}});
            if (!ack.isEmpty()) wish.add("ack"_L1, ack);
            return StompSubscription::of(wish, version, 3);
        };
        QVERIFY(subscribe({}, StompVersion::V1_2)
                    ->frame(tail)
                    .startsWith("MESSAGE\nsubscription:a\\c1\nmessage-id:01J\n"
                                "destination:/topic/room/FTYXPM\n"));
        QVERIFY(subscribe({}, StompVersion::V1_0)
                    ->frame(tail)
                    .startsWith("MESSAGE\nsubscription:a:1\nmessage-id:01J\n"));
        QVERIFY(subscribe(u"client"_s, StompVersion::V1_2)->frame(tail).contains("\nack:3-01J\n"));
        QVERIFY(!subscribe(u"client"_s, StompVersion::V1_1)->frame(tail).contains("\nack:"));
        QVERIFY(!subscribe(u"sometimes"_s, StompVersion::V1_2));
    }

    void needsAnIdFrom11On()
    {
        const StompFrame bare = frame("SUBSCRIBE", {{u"destination"_s, u"/topic/room/FTYXPM"_s}});
        QVERIFY(!StompSubscription::of(bare, StompVersion::V1_1, 1));
        auto old = StompSubscription::of(bare, StompVersion::V1_0, 1);
        QCOMPARE(old.value().id(), u"/topic/room/FTYXPM"_s);
        const EnvelopePtr said = seal(message(MessageType::Send, payload::Text{u"안녕"_s}));
        QVERIFY(old->frame(tailsOf(said).first()).startsWith("MESSAGE\nmessage-id:"));
    }

    void settlesOneOrAllBefore()
    {
        const auto three = [](const QString &ack) {
            auto subscription = StompSubscription::of(
                frame("SUBSCRIBE", {{u"id"_s, u"s"_s}, {u"ack"_s, ack}}), StompVersion::V1_2, 1);
            for (const QByteArray id : {"a", "b", "c"})
                subscription->frame(StompTail::of("message-id:" + id + "\n\n"));
            return *subscription;
        };
        StompSubscription client = three(u"client"_s);
        QVERIFY(client.settle(u"b"_s));
        QVERIFY(!client.settle(u"a"_s));
        QVERIFY(client.settle(u"c"_s));
        StompSubscription individual = three(u"client-individual"_s);
        QVERIFY(individual.settle(u"b"_s));
        QVERIFY(!individual.settle(u"b"_s));
        QVERIFY(individual.settle(u"a"_s));
        StompSubscription automatic = three(u"auto"_s);
        QVERIFY(!automatic.settle(u"a"_s));
    }

    void readsAckIds()
    {
        QCOMPARE(StompAckId::of(u"3-01J.2"_s).number, 3u);
        QCOMPARE(StompAckId::of(u"3-01J.2"_s).messageId, u"01J.2"_s);
        QCOMPARE(StompAckId::of(u"nonsense"_s).number, 0u);
    }

    void tellsWhatIsSaid()
    {
        Message image = message(MessageType::Image, payload::Text{u"칠판"_s});
        image.attachment = Attachment{.id = u"01F"_s, .name = u"a.png"_s, .url = u"/files/01F"_s};
        const QJsonObject body = bodies(image).value(0);
        QCOMPARE(body["type"_L1], u"TALK"_s);
        QCOMPARE(body["roomId"_L1], u"FTYXPM"_s);
        QCOMPARE(body["sender"_L1], u"u_1"_s);
        QCOMPARE(body["senderName"_L1], u"민준"_s);
        QCOMPARE(body["message"_L1], u"칠판"_s);
        QCOMPARE(body["id"_L1], u"01J"_s);
        QCOMPARE(body["seq"_L1], 7);
        QCOMPARE(body["attachment"_L1]["url"_L1], u"/files/01F"_s);
    }

    void tellsOfEachOfThoseComing()
    {
        payload::People people;
        people.participants = {{.id = u"u_1"_s, .name = u"민준"_s}, {.id = u"u_2"_s, .name = u"서연"_s}};
        const auto joins = bodies(message(MessageType::Join, people));
        QCOMPARE(joins.size(), 2);
        QCOMPARE(joins[1]["type"_L1], u"JOIN"_s);
        QCOMPARE(joins[1]["sender"_L1], u"u_2"_s);
        QCOMPARE(joins[1]["message"_L1], u"서연님이 입장했습니다."_s);
        QVERIFY(joins[0]["id"_L1] != joins[1]["id"_L1]);
        people.participants = {{.id = u"u_2"_s, .name = u"서연"_s, .reason = LeaveReason::Kicked}};
        QCOMPARE(bodies(message(MessageType::Leave, people)).value(0)["reason"_L1], u"kicked"_s);
    }

    void namesWhatIsDeleted()
    {
        Message deletion = message(MessageType::Delete);
        deletion.refers = u"01H"_s;
        const QJsonObject body = bodies(deletion).value(0);
        QCOMPARE(body["type"_L1], u"DELETE"_s);
        QCOMPARE(body["id"_L1], u"01H"_s);
        QCOMPARE(body["seq"_L1], 7);
    }

    void passesOverTheClassroomsTools()
    {
        QVERIFY(bodies(message(MessageType::Hand, payload::Hand{})).isEmpty());
        QVERIFY(bodies(message(MessageType::Ack)).isEmpty());
        QVERIFY(bodies(message(MessageType::Signal, payload::Signal{{{u"type"_s, u"offer"_s}}})).isEmpty());
        const payload::Signal talk{{{u"type"_s, u"talk"_s}, {u"data"_s, u"안녕"_s}}};
        QCOMPARE(bodies(message(MessageType::Signal, talk)).value(0)["message"_L1], u"안녕"_s);
    }

    void isEncodedOnce()
    {
        const EnvelopePtr envelope = seal(message(MessageType::Send, payload::Text{u"안녕"_s}));
        const char *first = tailsOf(envelope).first().bytes.data();
        QCOMPARE(static_cast<const void *>(tailsOf(envelope).first().bytes.data()),
                 static_cast<const void *>(first));
    }
};

QTEST_APPLESS_MAIN(StompPartsTest)
#include "tst_stompparts.moc"
