// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Policy.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// The rules of a classroom, one by one.
class PolicyTest : public QObject
{
    Q_OBJECT

    const Person teacher{u"u_t"_s, u"김선생"_s, PersonType::Teacher};
    const Person student{u"u_s"_s, u"민준"_s, PersonType::Student};
    const Limits limits;

    RoomInfo room(Talk talk = Talk::Teacher) const
    {
        RoomInfo info;
        info.id = u"FTYXPM"_s;
        info.ownerId = teacher.id;
        info.talk = talk;
        return info;
    }
    static Message saying(const QString &words)
    {
        Message message;
        message.type = MessageType::Send;
        message.payload = payload::Text{words};
        return message;
    }

private Q_SLOTS:
    void whatAClientClaimsOfItselfIsIgnored()
    {
        Message claim = saying(u"hi"_s);
        claim.sender = teacher.id;
        claim.senderName = u"the head"_s;
        claim.senderType = PersonType::Teacher;
        claim.id = u"mine"_s;
        claim.seq = 99;
        claim.roomId = u"OTHERS"_s;
        const auto message = policy::authored(claim, room(), student, limits);
        QVERIFY(message);
        QCOMPARE(message->sender, student.id);
        QCOMPARE(message->senderName, student.name);
        QVERIFY(message->senderType == PersonType::Student);
        QCOMPARE(message->roomId, u"FTYXPM"_s);
        QVERIFY(message->id != u"mine"_s);
        QCOMPARE(message->seq, 0);
    }

    void talkDecidesWhereAStudentsWordGoes()
    {
        QVERIFY(policy::authored(saying(u"x"_s), room(Talk::Teacher), student, limits)->targetType ==
                TargetType::Teacher);
        QVERIFY(policy::authored(saying(u"x"_s), room(Talk::All), student, limits)->targetType ==
                TargetType::All);
        const auto refused = policy::authored(saying(u"x"_s), room(Talk::None), student, limits);
        QVERIFY(!refused && refused.error().code == ErrorCode::TalkDisabled);
        QVERIFY(policy::authored(saying(u"x"_s), room(Talk::None), teacher, limits)->targetType ==
                TargetType::All);
    }

    void aStudentCannotWhisperWhenOnlyTheTeacherListens()
    {
        Message whisper = saying(u"psst"_s);
        whisper.target = u"u_friend"_s;
        const auto message = policy::authored(whisper, room(Talk::Teacher), student, limits);
        QVERIFY(message->target.isEmpty());
        QVERIFY(!policy::receives(*message, u"u_friend"_s, PersonType::Student));
    }

    void aSignalToNobodyInParticularIsAWayToTalk()
    {
        Message signal;
        signal.type = MessageType::Signal;
        signal.payload = payload::Signal{};
        QVERIFY(policy::authored(signal, room(Talk::Teacher), student, limits)->targetType ==
                TargetType::Teacher);
        QVERIFY(policy::authored(signal, room(Talk::All), student, limits)->targetType == TargetType::All);
        const auto refused = policy::authored(signal, room(Talk::None), student, limits);
        QVERIFY(!refused && refused.error().code == ErrorCode::TalkDisabled);
        signal.target = u"u_friend"_s;
        QCOMPARE(policy::authored(signal, room(Talk::None), student, limits)->target, u"u_friend"_s);
    }

    void textsKeepToTheirLimitInCodePoints()
    {
        QVERIFY(policy::authored(saying(u"😀"_s.repeated(4000)), room(), teacher, limits));
        const auto tooLong = policy::authored(saying(u"가"_s.repeated(4001)), room(), teacher, limits);
        QVERIFY(!tooLong && tooLong.error().code == ErrorCode::TextTooLong);
        const auto empty = policy::authored(saying({}), room(), teacher, limits);
        QVERIFY(!empty && empty.error().code == ErrorCode::BadRequest);
    }

    void onlyTheHostPollsKicksAndCloses()
    {
        for (const auto type : {MessageType::Poll, MessageType::Kick, MessageType::Close,
                                MessageType::RoomUpdate, MessageType::Mute, MessageType::Rename}) {
            QVERIFY(policy::maySend(type, room(), teacher));
            const auto refused = policy::maySend(type, room(), student);
            QVERIFY(!refused && refused.error().code == ErrorCode::Forbidden);
        }
        for (const auto type : {MessageType::Welcome, MessageType::Attachment}) {
            const auto servers = policy::maySend(type, room(), teacher);
            QVERIFY(!servers && servers.error().code == ErrorCode::UnknownType);
        }
    }

    void howFullARoomIsTheServerSays()
    {
        Message update = saying({});
        update.type = MessageType::RoomUpdate;
        update.payload = payload::RoomUpdate{.usage = payload::Usage{1, 2}};
        const auto refused = policy::authored(update, room(), teacher, limits);
        QVERIFY(!refused && refused.error().code == ErrorCode::BadRequest);
    }

    void eachMessageGoesToThoseItIsMeantFor()
    {
        Message message = saying(u"x"_s);
        message.sender = u"u_x"_s;
        message.targetType = TargetType::Student;
        QVERIFY(policy::receives(message, student.id, PersonType::Student));
        QVERIFY(!policy::receives(message, teacher.id, PersonType::Teacher));
        QVERIFY(policy::receives(message, u"u_x"_s, PersonType::Teacher));
        message.target = student.id;
        QVERIFY(policy::receives(message, student.id, PersonType::Student));
        QVERIFY(!policy::receives(message, u"u_other"_s, PersonType::Student));
    }

    void anImageNeedsItsFile()
    {
        Message image = saying({});
        image.type = MessageType::Image;
        const auto refused = policy::authored(image, room(), teacher, limits);
        QVERIFY(!refused && refused.error().code == ErrorCode::BadRequest);
        image.attachment.emplace().id = u"01F"_s;
        QVERIFY(policy::authored(image, room(), teacher, limits));
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
