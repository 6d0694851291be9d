// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

#include <numeric>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

class RoomTest : public ClassFixture
{
    Q_OBJECT

private Q_SLOTS:
    void welcomeTellsWhereOneIs()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        const auto welcome = minjun.welcome();
        QCOMPARE(welcome.roomName, u"1교시"_s);
        QCOMPARE(welcome.selfName, u"민준"_s);
        QCOMPARE(welcome.participants.size(), 2);
        QVERIFY(welcome.host && welcome.host->online);
        QCOMPARE(welcome.host->name, m_teacher.name);
        QCOMPARE(welcome.epoch, m_info.epoch);
        QVERIFY(!welcome.recovered);
        QTRY_COMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        QVERIFY(minjun.seen(MessageType::Join).isEmpty());
    }

    void aMessageIsStoredAcknowledgedAndHeardByAll()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"여러분 안녕하세요"_s, u"c1"_s));
        QTRY_COMPARE(minjun.texts(), QStringList{u"여러분 안녕하세요"_s});
        QCOMPARE(teacher.texts(), minjun.texts());
        const Message ack = teacher.of(MessageType::Ack).first();
        QCOMPARE(ack.ref, u"c1"_s);
        QCOMPARE(ack.seq, 1);
        QCOMPARE(m_shared->log.rooms[m_info.id].first().id, ack.id);
        QVERIFY(minjun.of(MessageType::Ack).isEmpty());
    }

    void whatHappensIsCounted()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        QTRY_COMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        const RoomTally &tally = m_node->hub.tally();
        QCOMPARE(m_node->hub.peopleCount(), 2);
        const quint64 before = tally.deliveries;
        room()->say(&teacher, text(u"여러분"_s, u"c1"_s));
        room()->say(&teacher, text(u"여러분"_s, u"c1"_s)); // a retry
        room()->say(&minjun, text({}));                    // refused
        QTRY_COMPARE(teacher.of(MessageType::Ack).size(), 2);
        QTRY_COMPARE(minjun.of(MessageType::Error).size(), 1);
        QCOMPARE(tally.said[MessageType::Send], 2u);
        QCOMPARE(tally.refused[ErrorCode::BadRequest], 1u);
        QCOMPARE(tally.deliveries - before, 2u);
        QCOMPARE(std::accumulate(tally.latency.counts().begin(), tally.latency.counts().end(), 0u), 2u);
        room()->depart(&minjun, Departure::Left);
        QCOMPARE(m_node->hub.peopleCount(), 1);
    }

    void aRepeatedRefIsStoredAndHeardOnce()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"once"_s, u"c1"_s));
        room()->say(&teacher, text(u"once"_s, u"c1"_s));
        QTRY_COMPARE(teacher.of(MessageType::Ack).size(), 2);
        QCOMPARE(teacher.of(MessageType::Ack)[0].id, teacher.of(MessageType::Ack)[1].id);
        QCOMPARE(minjun.texts(), QStringList{u"once"_s});
    }

    void whatCannotBeStoredIsNotAcknowledgedAndTheClassGoesOn()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        m_shared->log.broken = true;
        room()->say(&teacher, text(u"lost"_s, u"c1"_s));
        QTRY_COMPARE(teacher.of(MessageType::Error).size(), 1);
        QVERIFY(payloadOf<payload::Error>(teacher.of(MessageType::Error).first())->code ==
                ErrorCode::StorageUnavailable);
        m_shared->log.broken = false;
        room()->say(&teacher, text(u"kept"_s, u"c1"_s));
        QTRY_COMPARE(minjun.texts(), QStringList{u"kept"_s});
    }

    void aLateComerSeesTheLastMessagesAndARecoveringOneWhatWasMissed()
    {
        auto options = quick();
        options.limits.rate = 0;
        m_node = std::make_unique<Node>(*m_shared, options);
        Listener teacher, late, back;
        enter(teacher, m_teacher);
        for (int i = 1; i <= 60; ++i)
            room()->post(ticket(m_teacher).member, text(QString::number(i)), [](auto) {});
        QTRY_COMPARE(teacher.texts().size(), 60);
        student(late, u"late"_s);
        QTRY_COMPARE(late.texts().size(), 50);
        QCOMPARE(late.texts().first(), u"11"_s);
        QVERIFY(late.of(MessageType::Send).first().replay);
        QCOMPARE(late.welcome().unread, 60);

        student(back, u"back"_s, {.since = 57, .epoch = m_info.epoch});
        QTRY_COMPARE(back.texts(), (QStringList{u"58"_s, u"59"_s, u"60"_s}));
        QVERIFY(back.welcome().recovered);
        const RoomTally &tally = m_node->hub.tally();
        QCOMPARE(tally.replays, 53u);
        QCOMPARE(tally.recovered, 1u);
        QCOMPARE(tally.startedOver, 0u);
    }

    void anotherEpochOrASinceBeyondTheEndIsNotRecovered()
    {
        Listener teacher, other, beyond;
        enter(teacher, m_teacher);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(teacher.texts().size(), 1);
        student(other, u"other"_s, {.since = 0, .epoch = u"another"_s});
        QVERIFY(!other.welcome().recovered);
        QTRY_COMPARE(other.texts(), QStringList{u"1"_s});
        student(beyond, u"beyond"_s, {.since = 9, .epoch = m_info.epoch});
        QVERIFY(!beyond.welcome().recovered);
        QTRY_COMPARE(beyond.texts(), QStringList{u"1"_s});
        QCOMPARE(m_node->hub.tally().recovered, 0u);
        QCOMPARE(m_node->hub.tally().startedOver, 2u);
    }

    void whatIsSaidDuringCatchUpComesOnceAndAfterIt()
    {
        Listener teacher, joining;
        enter(teacher, m_teacher);
        const Entrance entrance = ticket({{}, u"new"_s});
        for (int i = 1; i <= 5; ++i)
            room()->say(&teacher, text(QString::number(i)));
        room()->enter(&joining, entrance);
        for (int i = 6; i <= 10; ++i)
            room()->say(&teacher, text(QString::number(i)));
        QTRY_COMPARE(joining.texts().size(), 10);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(joining.texts()[i], QString::number(i + 1));
        QVERIFY(joining.heard.first().type == MessageType::Welcome);
    }

    void whatTheHostDoesIsToldToTheAuditOnceItIsDone()
    {
        Listener teacher, minjun;
        Entrance fromTheDesk;
        fromTheDesk.approach.address = u"192.0.2.7"_s;
        enter(teacher, m_teacher, fromTheDesk);
        const Person who = student(minjun, u"민준"_s);
        const auto say = [&](Listener &listener, MessageType type, Payload payload, const QString &target) {
            Message message = frame(type, std::move(payload));
            message.target = target;
            room()->say(&listener, message);
        };
        // Refused, and only said: not kept.
        say(minjun, MessageType::Kick, payload::Kick{}, m_teacher.id);
        room()->say(&minjun, text(u"안녕하세요"_s, u"1"_s));
        say(teacher, MessageType::Kick, payload::Kick{}, u"u_nobody"_s);

        say(teacher, MessageType::Mute, payload::Mute{true}, who.id);
        QTRY_COMPARE(m_shared->audit.actions(), QStringList{u"person muted"_s});
        say(teacher, MessageType::RoomUpdate,
            payload::RoomUpdate{.name = u"비밀 이름"_s, .talk = {}, .locked = true}, {});
        QTRY_COMPARE(m_shared->audit.actions().size(), 3);
        say(teacher, MessageType::Kick, payload::Kick{}, who.id);
        QTRY_COMPARE(m_shared->audit.actions().size(), 4);
        say(teacher, MessageType::Close, {}, {});
        QTRY_COMPARE(m_shared->audit.actions(),
                     (QStringList{u"person muted"_s, u"room renamed"_s, u"room locked"_s, u"person removed"_s,
                                  u"class ended"_s}));
        for (const RoomAct &act : std::as_const(m_shared->audit.acts)) {
            QCOMPARE(act.actor, m_teacher.id);
            QCOMPARE(act.origin, u"192.0.2.7"_s);
            QVERIFY(act.target.startsWith(m_info.id));
            QVERIFY(!act.target.contains(u"비밀"_s));
        }
        QCOMPARE(m_shared->audit.acts.first().target, m_info.id + u' ' + who.id);
    }

    void aStudentCannotDoWhatIsTheHosts()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&minjun, frame(MessageType::Close));
        QVERIFY(payloadOf<payload::Error>(minjun.of(MessageType::Error).first())->code ==
                ErrorCode::Forbidden);
        QCOMPARE(teacher.closed, 0);
    }

    void tooFastIsToldAndInTheEndClosed()
    {
        Listener teacher, flood;
        enter(teacher, m_teacher);
        student(flood, u"flood"_s);
        for (int i = 0; i < 60; ++i)
            room()->say(&flood, frame(MessageType::Reaction, payload::Reaction{}));
        QCOMPARE(teacher.of(MessageType::Reaction).size(), 40);
        QVERIFY(payloadOf<payload::Error>(flood.of(MessageType::Error).first())->code ==
                ErrorCode::RateLimited);
        for (int i = 0; i < 60; ++i)
            room()->say(&flood, frame(MessageType::Reaction, payload::Reaction{}));
        QCOMPARE(flood.closed, int(CloseCode::TooFast));
        QCOMPARE(teacher.closed, 0);
    }

    void aRetryIsAcknowledgedThoughItMayNotBeSaidAnyMore()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&minjun, text(u"질문"_s, u"r1"_s));
        QTRY_COMPARE(minjun.of(MessageType::Ack).size(), 1);
        QVERIFY(wait(room()->update({.talk = Talk::None}, m_teacher)));

        room()->say(&minjun, text(u"질문"_s, u"r1"_s));
        QTRY_COMPARE(minjun.of(MessageType::Ack).size(), 2);
        QCOMPARE(minjun.of(MessageType::Ack)[1].id, minjun.of(MessageType::Ack)[0].id);
        Result<MessageLog::Appended> posted = problem(ErrorCode::Internal, u"no answer"_s);
        room()->post(ticket(who).member, text(u"질문"_s, u"r1"_s),
                     [&](auto answer) { posted = std::move(answer); });
        QTRY_VERIFY(posted);
        QVERIFY(posted->duplicate);
        QVERIFY(minjun.of(MessageType::Error).isEmpty());

        room()->say(&minjun, text(u"질문"_s, u"r2"_s));
        QTRY_COMPARE(minjun.of(MessageType::Error).size(), 1);
        QCOMPARE(teacher.texts().size(), 1);
    }

    void readingIsGatheredForTheTeacherAndNeverGoesBack()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        room()->say(&teacher, text(u"2"_s));
        QTRY_COMPARE(minjun.texts().size(), 2);
        const QString first = minjun.of(MessageType::Send)[0].id, second = minjun.of(MessageType::Send)[1].id;
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{second}));
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{first}));
        const auto mark = [&] {
            for (const auto &message : teacher.of(MessageType::Read))
                for (const auto &p : payloadOf<payload::People>(message)->participants)
                    if (p.id == who.id) return p.lastReadMessage;
            return QString();
        };
        QTRY_COMPARE(mark(), second);
        QVERIFY(minjun.of(MessageType::Read).isEmpty());
        QCOMPARE(wait(m_shared->store.member(m_info.id, who.id))->value().lastReadSeq, 2);
    }

    void aHandGoesToTheTeacherAndIsLoweredByThem()
    {
        Listener teacher, minjun, other;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        student(other, u"서연"_s);
        room()->say(&minjun, frame(MessageType::Hand, payload::Hand{true}));
        QCOMPARE(teacher.of(MessageType::Hand).size(), 1);
        QCOMPARE(minjun.of(MessageType::Hand).size(), 1);
        QVERIFY(other.of(MessageType::Hand).isEmpty());
        Message lower = frame(MessageType::Hand, payload::Hand{false});
        lower.target = who.id;
        room()->say(&teacher, lower);
        QCOMPARE(minjun.of(MessageType::Hand).size(), 2);
        for (const auto &p : room()->participants())
            QVERIFY(!p.handRaisedAt.isValid());
    }

    void aDeletedMessageGoesEverywhere()
    {
        Listener teacher, minjun, late;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&minjun, text(u"oops"_s, u"r"_s));
        QTRY_COMPARE(teacher.texts().size(), 1);
        Message del = frame(MessageType::Delete);
        del.refers = teacher.of(MessageType::Send).first().id;
        room()->say(&minjun, del);
        QTRY_COMPARE(teacher.of(MessageType::Delete).size(), 1);
        QCOMPARE(teacher.of(MessageType::Delete).first().seq, 2);
        student(late, u"late"_s);
        QVERIFY(late.texts().isEmpty());

        room()->say(&teacher, text(u"mine"_s));
        QTRY_COMPARE(minjun.texts().last(), u"mine"_s);
        del.refers = minjun.of(MessageType::Send).last().id;
        room()->say(&minjun, del);
        QTRY_VERIFY(!minjun.of(MessageType::Error).isEmpty());
        QVERIFY(payloadOf<payload::Error>(minjun.of(MessageType::Error).last())->code ==
                ErrorCode::Forbidden);
    }

    void anImageIsLookedUpAndKeepsItsPlaceInTheOrder()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        m_shared->attachments.files.insert(
            u"f1"_s, {.id = u"f1"_s, .name = u"a.png"_s, .contentType = u"image/png"_s});
        Message image = frame(MessageType::Image, payload::Text{u"look"_s});
        image.attachment.emplace().id = u"f1"_s;
        room()->say(&teacher, image);
        room()->say(&teacher, text(u"after"_s));
        QTRY_COMPARE(minjun.texts(), (QStringList{u"look"_s, u"after"_s}));
        QCOMPARE(minjun.of(MessageType::Image).first().attachment->url, u"/signed/f1"_s);
        image.attachment->id = u"unknown"_s;
        room()->say(&teacher, image);
        QTRY_VERIFY(!teacher.of(MessageType::Error).isEmpty());
        QVERIFY(payloadOf<payload::Error>(teacher.of(MessageType::Error).last())->code ==
                ErrorCode::FileNotFound);
    }

    void aPollIsAskedCountedAndShown()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&teacher, frame(MessageType::Poll, payload::Poll{u"?"_s, {u"a"_s, u"b"_s}}));
        QTRY_COMPARE(minjun.of(MessageType::Poll).size(), 1);
        Message vote = frame(MessageType::Vote, payload::Vote{{1}, {}});
        vote.refers = minjun.of(MessageType::Poll).first().id;
        room()->say(&minjun, vote);
        QTRY_COMPARE(teacher.of(MessageType::PollResult).size(), 1);
        QVERIFY(minjun.of(MessageType::PollResult).isEmpty());
        Message close = frame(MessageType::Poll, payload::PollClose{true});
        close.refers = vote.refers;
        room()->say(&teacher, close);
        QTRY_COMPARE(minjun.of(MessageType::PollResult).size(), 1);
        const auto result = *payloadOf<payload::PollResult>(minjun.of(MessageType::PollResult).first());
        QCOMPARE(result.counts, (QList<int>{0, 1}));
        QVERIFY(result.final);
    }

    void aRoomWithoutHistoryKeepsNothing()
    {
        makeRoom(Talk::All, false);
        Listener teacher, minjun, late;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&minjun, text(u"휘발"_s, u"r"_s));
        QTRY_COMPARE(teacher.texts(), QStringList{u"휘발"_s});
        QTRY_COMPARE(minjun.of(MessageType::Ack).first().seq, 1);
        QVERIFY(m_shared->log.rooms[m_info.id].isEmpty());
        room()->say(&minjun, text(u"휘발"_s, u"r"_s));
        QTRY_COMPARE(minjun.of(MessageType::Ack).size(), 2);
        QCOMPARE(minjun.of(MessageType::Ack).last().seq, 1);
        QCOMPARE(teacher.texts(), QStringList{u"휘발"_s});
        student(late, u"late"_s);
        QVERIFY(late.texts().isEmpty());
    }

    void twoNodesFeelLikeOne()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        other.bells.others = {&m_node->bells};
        Listener teacher, here, there;
        enter(teacher, m_teacher);
        student(here, u"여기"_s);
        const Person who = enter(there, {{}, u"저기"_s}, {}, &other);
        QTRY_VERIFY(teacher.seen(MessageType::Join).contains(u"저기"_s));
        QCOMPARE(there.welcome().participants.size(), 3);

        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(there.texts(), QStringList{u"1"_s});
        other.bells.deaf = true; // a bell is missed
        room()->say(&teacher, text(u"2"_s));
        QTRY_COMPARE(here.texts().size(), 2);
        other.bells.deaf = false;
        room()->say(&teacher, text(u"3"_s));
        QTRY_COMPARE(there.texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
        QCOMPARE(other.hub.tally().gapsFilled, 1u);
        QCOMPARE(other.hub.tally().gapMessages, 2u);
        QCOMPARE(m_node->hub.tally().gapsFilled, 0u);

        Listener moved;
        enter(moved, who); // the same person, now here
        QTRY_COMPARE(there.closed, int(CloseCode::Replaced));
        QVERIFY(teacher.seen(MessageType::Leave).isEmpty());
        QCOMPARE(teacher.seen(MessageType::Join).count(u"저기"_s), 1);
    }
};

QTEST_GUILESS_MAIN(RoomTest)
#include "tst_room.moc"
