// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(const QString &time)
{
    return timeFromString(time);
}

const QString kTime = u"2026-11-21T01:02:03.456Z"_s;

Participant minjun()
{
    Participant person;
    person.id = u"u_01"_s;
    person.name = u"민준"_s;
    person.serverId = u"s1"_s;
    person.joinedAt = at(kTime);
    return person;
}

Attachment photo()
{
    return {.id = u"f1"_s,
            .name = u"칠판.jpg"_s,
            .contentType = u"image/jpeg"_s,
            .size = 3'000'000,
            .sha256 = u"ab"_s.repeated(32),
            .url = u"/api/v1/files/f1?sig=x"_s,
            .width = 4000,
            .height = 3000};
}

Message frame(MessageType type, Payload payload)
{
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.senderType = PersonType::Teacher;
    message.sender = u"u_t"_s;
    message.type = type;
    message.payload = std::move(payload);
    return message;
}

QJsonObject parsed(const Message &message)
{
    return QJsonDocument::fromJson(encode(message)).object();
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// The frames of the native protocol, there and back.
class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBackAsItWent_data()
    {
        QTest::addColumn<Message>("message");

        Message full =
            frame(MessageType::Send, payload::Text{u"여러분 안녕하세요 👩‍🏫 \"\\\n"_s});
        full.targetType = TargetType::Student;
        full.id = u"01J"_s;
        full.seq = Q_INT64_C(9'007'199'254'740'993); // not a double
        full.sentAt = at(kTime);
        full.senderName = u"김선생"_s;
        full.target = u"u_01"_s;
        full.ref = u"c1"_s;
        full.refers = u"01H"_s;
        full.replay = true;
        QTest::newRow("send") << full;

        Message image = frame(MessageType::Image, payload::Text{});
        image.attachment = photo();
        QTest::newRow("image") << image;
        Message file = frame(MessageType::File, payload::Text{u"숙제"_s});
        file.attachment.emplace().id = u"f2"_s;
        QTest::newRow("file, as a client names it") << file;
        Message onItsWay = frame(MessageType::Image, payload::Text{});
        onItsWay.attachment = {
            .id = u"f1"_s, .contentType = u"image/png"_s, .state = AttachmentState::Uploading, .size = 5};
        QTest::newRow("image, on its way") << onItsWay;
        Message ended = frame(MessageType::Attachment, {});
        ended.refers = u"01H"_s;
        ended.attachment = photo();
        QTest::newRow("attachment") << ended;
        ended.attachment->state = AttachmentState::Failed;
        QTest::newRow("attachment, failed") << ended;

        Message removal = frame(MessageType::Delete, {});
        removal.refers = u"01H"_s;
        QTest::newRow("delete") << removal;

        QTest::newRow("join") << frame(MessageType::Join, payload::People{{minjun(), minjun()}});
        Participant gone = minjun();
        gone.online = false;
        gone.reason = LeaveReason::Timeout;
        gone.handRaisedAt = at(kTime);
        gone.lastReadMessage = u"01J"_s;
        QTest::newRow("leave") << frame(MessageType::Leave, payload::People{{gone}});

        Participant reader;
        reader.id = u"u_01"_s;
        reader.lastReadMessage = u"01J"_s;
        reader.readSeq = 42;
        QTest::newRow("read, gathered") << frame(MessageType::Read, payload::People{{reader}});
        QTest::newRow("read, of a client") << frame(MessageType::Read, payload::ReadMark{u"01J"_s});

        QTest::newRow("hand") << frame(MessageType::Hand, payload::Hand{false});
        QTest::newRow("reaction") << frame(MessageType::Reaction, payload::Reaction{ReactionKind::Slower});

        const payload::Poll poll{u"1+1?"_s, {u"2"_s, u"3"_s}, true, false, false};
        QTest::newRow("poll") << frame(MessageType::Poll, poll);
        Message closing = frame(MessageType::Poll, payload::PollClose{true});
        closing.refers = u"p1"_s;
        QTest::newRow("poll, closing") << closing;
        Message vote = frame(MessageType::Vote, payload::Vote{{0, 2}, {}});
        vote.refers = u"p1"_s;
        QTest::newRow("vote") << vote;
        vote.payload = payload::Vote{{}, u"모르겠어요"_s};
        QTest::newRow("vote, in words") << vote;
        Message result =
            frame(MessageType::PollResult, payload::PollResult{{12, 9}, 21, QList{u"a"_s}, true});
        result.refers = u"p1"_s;
        QTest::newRow("pollResult") << result;

        QTest::newRow("timer") << frame(MessageType::Timer, payload::Timer{at(kTime), u"쉬는 시간"_s});
        QTest::newRow("timer, stopped") << frame(MessageType::Timer, payload::Timer{});
        QTest::newRow("signal") << frame(
            MessageType::Signal,
            payload::Signal{object(R"({"sdp":"v=0","n":1.5,"deep":[{"":null}],"open":true})")});
        QTest::newRow("roomUpdate") << frame(MessageType::RoomUpdate,
                                             payload::RoomUpdate{u"수학"_s, Talk::None, true, {}});
        payload::RoomUpdate nearlyFull;
        nearlyFull.usage = payload::Usage{95, 100};
        QTest::newRow("roomUpdate, nearly full") << frame(MessageType::RoomUpdate, nearlyFull);
        payload::RoomUpdate people;
        people.names = Names::Hidden;
        people.assistants = QStringList{u"u_02"_s};
        people.host = u"u_03"_s;
        QTest::newRow("roomUpdate, people") << frame(MessageType::RoomUpdate, people);
        Message mute = frame(MessageType::Mute, payload::Mute{false});
        mute.target = u"u_01"_s;
        QTest::newRow("mute") << mute;
        mute.type = MessageType::Rename;
        mute.payload = payload::Rename{u"민준"_s, u"김민준"_s};
        QTest::newRow("rename") << mute;
        mute.payload = payload::Rename{{}, u""_s};
        QTest::newRow("rename, no real name") << mute;
        Participant known = minjun();
        known.muted = true;
        known.realName = u"김\"민준"_s;
        known.via = Via::SockJs;
        known.agent = u"Chrome · Android"_s;
        known.reason = LeaveReason::Left;
        QTest::newRow("leave, all that teachers know")
            << frame(MessageType::Leave, payload::People{{known, minjun()}});
        QTest::newRow("hostAway") << frame(MessageType::HostAway, payload::HostAway{30});
        QTest::newRow("hostBack") << frame(MessageType::HostBack, {});
        Message kick = frame(MessageType::Kick, payload::Kick{true});
        kick.target = u"u_01"_s;
        QTest::newRow("kick") << kick;
        QTest::newRow("close") << frame(MessageType::Close, {});
        QTest::newRow("refresh") << frame(MessageType::Refresh, payload::Refresh{u"a.b.c"_s});
        QTest::newRow("bye") << frame(MessageType::Bye,
                                      payload::Bye{ErrorCode::Draining, u"restart"_s, 1.25});

        Message ack;
        ack.type = MessageType::Ack;
        ack.ref = u"c1"_s;
        ack.id = u"01J"_s;
        ack.seq = 42;
        ack.sentAt = at(kTime);
        QTest::newRow("ack") << ack;
        Message error;
        error.type = MessageType::Error;
        error.ref = u"c1"_s;
        error.payload = payload::Error{ErrorCode::TalkDisabled, u"no"_s};
        QTest::newRow("error") << error;

        payload::Welcome welcome;
        welcome.selfId = u"u_01"_s;
        welcome.selfName = u"민준"_s;
        welcome.selfType = PersonType::Teacher;
        welcome.roomName = u"수학"_s;
        welcome.talk = Talk::All;
        welcome.locked = true;
        welcome.names = Names::Hidden;
        welcome.assistants = {u"u_02"_s};
        welcome.host = payload::Host{u"u_t"_s, u"김선생"_s, true};
        welcome.participants = {minjun()};
        welcome.openPolls = {{u"p1"_s, poll}};
        welcome.timer = payload::Timer{at(kTime), {}};
        welcome.epoch = u"e1"_s;
        welcome.lastSeq = 42;
        welcome.lastReadMessage = u"01J"_s;
        welcome.unread = 3;
        welcome.recovered = true;
        welcome.limits.rate = 0;
        welcome.limits.pingInterval = 0.5;
        QTest::newRow("welcome") << frame(MessageType::Welcome, welcome);
    }
    void everyTypeComesBackAsItWent()
    {
        QFETCH(Message, message);
        const auto back = decode(encode(message));
        QVERIFY2(back, back ? "" : qPrintable(back.error().problem.detail));
        QVERIFY(*back == message);
    }

    void writesTheContractsFields()
    {
        Message message = frame(MessageType::Send, payload::Text{u"안녕"_s});
        QCOMPARE(parsed(message), object(R"({"room":"room:FTYXPM","senderType":"teacher","sender":"u_t",
                                             "targetType":"all","messageType":"send","message":"안녕"})"));
        message.sentAt = at(u"2026-11-21T01:02:03Z"_s);
        message.seq = 1;
        message.attachment = photo();
        QCOMPARE(parsed(message)["sentAt"_L1], u"2026-11-21T01:02:03.000Z"_s);
        QCOMPARE(
            parsed(message)["attachment"_L1],
            object(
                R"({"id":"f1","name":"칠판.jpg","contentType":"image/jpeg","state":"ready","size":3000000,"sha256":")" +
                QByteArray("ab").repeated(32) +
                R"(","url":"/api/v1/files/f1?sig=x","width":4000,"height":3000})"));
    }

    /// Of the six fields that every frame begins with those are there that a message has.
    void writesErrorsAndAcks()
    {
        Message error;
        error.type = MessageType::Error;
        error.payload = payload::Error{ErrorCode::TextTooLong, u"at most 4000"_s};
        QCOMPARE(parsed(error), object(R"({"senderType":"system","targetType":"all","messageType":"error",
                            "code":"text_too_long","message":"at most 4000"})"));
        Message ack;
        ack.type = MessageType::Ack;
        ack.ref = u"c1"_s;
        ack.id = u"01J"_s;
        QCOMPARE(parsed(ack), object(R"({"senderType":"system","targetType":"all","messageType":"ack",
                                         "message":{},"ref":"c1","id":"01J"})"));
    }

    void writesPeopleAsTheContractShowsThem()
    {
        QCOMPARE(toJson(minjun()), object(R"({"id":"u_01","name":"민준","type":"student","serverId":"s1",
                 "joinedAt":"2026-11-21T01:02:03.456Z","online":true,"lastReadMessage":"","handRaisedAt":null})"));
        Participant reader = minjun();
        reader.readSeq = 7;
        const auto read = parsed(frame(MessageType::Read, payload::People{{reader}}));
        QCOMPARE(read["message"_L1],
                 object(R"({"participants":[{"id":"u_01","lastReadMessage":"","seq":7}]})"));
    }

    void writesAChatRoomsWelcomeWithoutHostAndTimer()
    {
        payload::Welcome welcome;
        welcome.selfId = u"u_01"_s;
        welcome.selfName = u"A"_s;
        welcome.kind = RoomKind::Chat;
        welcome.epoch = u"e"_s;
        QCOMPARE(parsed(frame(MessageType::Welcome, welcome))["message"_L1], object(R"({
            "self":{"id":"u_01","name":"A","type":"student"},"roomName":"","kind":"chat","talk":"teacher","locked":false,
            "names":"shown","assistants":[],"host":null,"participants":[],"openPolls":[],"epoch":"e","lastSeq":0,"lastReadMessage":"","unread":0,
            "recovered":false,"limits":{"text":4000,"frame":65536,"name":40,"file":20971520,"rate":20,"burst":40,
            "participants":1000,"rooms_per_user":50,"queue":1048576,"connections":20000,"recovery":1000,
            "ping_interval":25,"ping_timeout":10,"head_timeout":10,"body":1048576,"room_bytes":0,"system_bytes":0}})"));
    }

    void limitsKeepTheirDefaults()
    {
        QVERIFY(limitsFromJson({}) == Limits());
        QVERIFY(limitsFromJson(object(R"({"text":"many","rate":null})")) == Limits());
        QCOMPARE(limitsFromJson(object(R"({"text":10})")).text, 10);
    }

    void timesAreUtcWithMilliseconds()
    {
        QCOMPARE(
            timeToString(QDateTime(QDate(2026, 11, 21), QTime(10, 2, 3, 4), Qt::OffsetFromUTC, 9 * 3600)),
            u"2026-11-21T01:02:03.004Z"_s);
        QCOMPARE(timeToString(timeFromString(kTime)), kTime);
        for (const auto &no : {u""_s, u"Z"_s, u"2026-11-21"_s, u"2026-11-21T01:02:03+09:00"_s,
                               u"9999-12-31T24:00:00Z"_s, u"99999-01-01T00:00:00Z"_s})
            QVERIFY2(!timeFromString(no).isValid(), qPrintable(no));
    }
};

QTEST_GUILESS_MAIN(CodecTest)
#include "tst_codec.moc"
