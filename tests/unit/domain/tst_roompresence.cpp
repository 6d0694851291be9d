// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

/// People come, drop, return, leave and are sent out.
class RoomPresenceTest : public ClassFixture
{
    Q_OBJECT

private Q_SLOTS:
    void thoseWhoComeTogetherAreToldInOneFrame()
    {
        Listener teacher, a, b, c;
        enter(teacher, m_teacher);
        const auto first = ticket({{}, u"가"_s}), second = ticket({{}, u"나"_s}),
                   third = ticket({{}, u"다"_s});
        room()->enter(&a, first);
        room()->enter(&b, second);
        room()->enter(&c, third);
        QTRY_COMPARE(teacher.seen(MessageType::Join), (QStringList{u"가"_s, u"나"_s, u"다"_s}));
        QCOMPARE(teacher.of(MessageType::Join).size(), 1);
        // Whom a welcome has told of somebody is not told again, and nobody is missed.
        for (const Listener *one : {&a, &b, &c}) {
            QStringList known = one->seen(MessageType::Join);
            for (const auto &person : one->welcome().participants)
                known.append(person.name);
            known.sort();
            QCOMPARE(known, (QStringList{u"가"_s, u"김선생"_s, u"나"_s, u"다"_s}));
        }
    }

    void aCleanCloseLeavesAtOnceAndADropKeepsTheSeat()
    {
        Listener teacher, a, b, c;
        enter(teacher, m_teacher);
        student(a, u"가"_s);
        const Person second = student(b, u"나"_s);
        room()->depart(&a, Departure::Left);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"가"_s});

        room()->depart(&b, Departure::Dropped);
        QVERIFY(room()->hasSeat(second.id));
        Listener again;
        enter(again, second);
        // Whoever drops now is missed later than the old timer would have run out: nothing may come of that.
        student(c, u"다"_s);
        room()->depart(&c, Departure::Dropped);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), (QStringList{u"가"_s, u"다"_s}));
        QCOMPARE(teacher.seen(MessageType::Join).count(u"나"_s), 1);

        room()->depart(&again, Departure::Dropped);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), (QStringList{u"가"_s, u"다"_s, u"나"_s}));
        const auto last =
            payloadOf<payload::People>(teacher.of(MessageType::Leave).last())->participants.first();
        QVERIFY(last.reason == LeaveReason::Timeout);
    }

    void whoWasWelcomedWhileSomebodyWasAwayIsToldOfTheirReturn()
    {
        Listener teacher, minjun, again, latecomer;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        QTRY_COMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        room()->depart(&minjun, Departure::Dropped);
        student(latecomer, u"서연"_s);
        const Message welcome = latecomer.of(MessageType::Welcome).first();
        const auto &people = payloadOf<payload::Welcome>(welcome)->participants;
        const auto told = std::ranges::find(people, who.id, &Participant::id);
        QVERIFY(told != people.cend() && !told->online);

        enter(again, who);
        QTRY_COMPARE(latecomer.seen(MessageType::Join), QStringList{u"민준"_s});
        const Message join = latecomer.of(MessageType::Join).first();
        QVERIFY(payloadOf<payload::People>(join)->participants.first().online);
        QTRY_COMPARE(teacher.seen(MessageType::Join), (QStringList{u"민준"_s, u"서연"_s}));
    }

    void aHandThatIsRaisedAtOnceComesAfterItsOwner()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&minjun, frame(MessageType::Hand, payload::Hand{true}));
        QTRY_COMPARE(teacher.of(MessageType::Hand).size(), 1);
        QCOMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        const auto position = [&](MessageType type) {
            return std::ranges::find(teacher.heard, type, &Message::type) - teacher.heard.begin();
        };
        QVERIFY(position(MessageType::Join) < position(MessageType::Hand));
    }

    void theSamePersonElsewhereTakesTheSeat()
    {
        Listener teacher, phone, laptop;
        enter(teacher, m_teacher);
        const Person who = student(phone, u"민준"_s);
        enter(laptop, who);
        QCOMPARE(phone.closed, int(CloseCode::Replaced));
        room()->depart(&phone, Departure::Left); // its connection ends, which means nothing any more
        QVERIFY(room()->hasSeat(who.id));
        QVERIFY(teacher.seen(MessageType::Leave).isEmpty());
    }

    void aHostThatDropsIsWaitedForAndThenTheClassEnds()
    {
        Listener teacher, minjun, back;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->depart(&teacher, Departure::Dropped);
        QCOMPARE(minjun.of(MessageType::HostAway).size(), 1);
        enter(back, m_teacher);
        QCOMPARE(minjun.of(MessageType::HostBack).size(), 1);
        room()->depart(&back, Departure::Left);
        QTRY_COMPARE(minjun.closed, int(CloseCode::ClassEnded));
        QVERIFY(m_shared->store.rooms[m_info.id].endedAt.isValid());
        QVERIFY(m_shared->attendance.rooms[m_info.id].first().to.isValid());
    }

    void theHostEndsTheClassForAll()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        student(minjun, u"민준"_s);
        room()->say(&teacher, frame(MessageType::Close));
        QTRY_COMPARE(minjun.closed, int(CloseCode::ClassEnded));
        QCOMPARE(teacher.closed, int(CloseCode::ClassEnded));
        QTRY_VERIFY(!wait(m_node->hub.open(m_info.id)));
    }

    void kickedMeansOutAndBannedMeansStayingOut()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        Message kick = frame(MessageType::Kick, payload::Kick{true});
        kick.target = who.id;
        room()->say(&teacher, kick);
        QTRY_COMPARE(minjun.closed, int(CloseCode::Kicked));
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        QVERIFY(wait(m_shared->store.member(m_info.id, who.id))->value().banned);
    }

    void aGoodbyeToOneNodeEndsNoLineOnAnother()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        other.bells.others = {&m_node->bells};
        Listener teacher, before, now;
        enter(teacher, m_teacher);
        const Person who = enter(before, {{}, u"저기"_s}, {}, &other);
        QTRY_VERIFY(room()->hasSeat(who.id));
        enter(now, who); // before the goodbye that they said there is heard here
        m_node->bells.others = {&other.bells};
        room(&other)->depart(&before, Departure::Left);
        QTRY_VERIFY(room(&other)->hasSeat(who.id)); // it is told better
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(now.texts(), QStringList{u"1"_s});
        QCOMPARE(now.closed, 0);

        QVERIFY(wait(room(&other)->remove(who.id, LeaveReason::Left, false))); // over REST, wherever they are
        QTRY_COMPARE(now.closed, int(CloseCode::Normal));
    }
};

QTEST_GUILESS_MAIN(RoomPresenceTest)
#include "tst_roompresence.moc"
