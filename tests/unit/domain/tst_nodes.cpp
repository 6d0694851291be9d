// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/House.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Two nodes of one class: one goes and sends its people to the other, or they lose each other for a while.
class NodesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<Node> m_here, m_there;
    RoomInfo m_info;
    const Person m_teacher{u"u_teacher"_s, u"김선생"_s, PersonType::Teacher};

    template <typename T> static T wait(const QFuture<T> &future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.result();
    }
    RoomPtr room(Node &node) { return *wait(node.hub.open(m_info.id)); }

    Person enter(Listener &listener, const Person &person, Node &node)
    {
        const Member member = *wait(m_shared->store.admit(m_info.id, person, {}));
        room(node)->enter(&listener, {.member = member});
        [&] { QTRY_VERIFY(listener.welcomed()); }();
        return member.person;
    }
    Person student(Listener &listener, const QString &name, Node &node)
    {
        const Person person = enter(listener, {{}, name}, node);
        for (Node *each : {m_here.get(), m_there.get()})
            [&] { QTRY_VERIFY(room(*each)->hasSeat(person.id)); }();
        return person;
    }

    QStringList present()
    {
        QStringList names;
        const auto listed = m_shared->presence.list(m_info.id).result();
        for (const Participant &one : *listed)
            names.append(one.name);
        names.sort();
        return names;
    }

    void cutOff(bool cut)
    {
        for (Node *node : {m_here.get(), m_there.get()})
            node->bells.deaf = cut;
    }

private Q_SLOTS:
    void init()
    {
        m_shared = std::make_unique<Shared>();
        const auto options = [](const QString &serverId) {
            RoomOptions quickly = quick(serverId);
            quickly.hostGrace = 400ms;
            quickly.seat = 300ms;
            quickly.awaitedWatch = 20ms;
            quickly.roomWatch = 1h;
            quickly.reunion = 1h;
            return quickly;
        };
        m_here = std::make_unique<Node>(*m_shared, options(u"here"_s));
        m_there = std::make_unique<Node>(*m_shared, options(u"there"_s));
        m_here->bells.others = {&m_there->bells};
        m_there->bells.others = {&m_here->bells};
        RoomInfo info;
        info.name = u"1교시"_s;
        info.ownerId = m_teacher.id;
        info.ownerName = m_teacher.name;
        info.talk = Talk::All;
        m_info = *wait(m_shared->store.create(info, 50));
    }
    void cleanup()
    {
        m_there.reset();
        m_here.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_shared.reset();
    }

    void whoIsSentAwayAndComesBackHasNeverLeft()
    {
        Listener teacher, minjun, late, again;
        enter(teacher, m_teacher, *m_here);
        const Person person = student(minjun, u"민준"_s, *m_there);
        QTRY_COMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        m_there->hub.drain(100ms);
        QCOMPARE(minjun.closed, int(CloseCode::GoingAway));
        QCOMPARE(present(), QStringList{u"김선생"_s});
        QCOMPARE(m_shared->awaited.people.size(), 1);
        QVERIFY(room(*m_here)->hasSeat(person.id));
        enter(late, {{}, u"늦은이"_s}, *m_here);
        QCOMPARE(late.welcome().participants.size(), 2);

        enter(again, person, *m_here);
        QCOMPARE(again.welcome().participants.size(), 3);
        QVERIFY(m_shared->awaited.people.isEmpty());
        // Only who came meanwhile is told.
        QTRY_COMPARE(late.seen(MessageType::Join), QStringList{u"민준"_s});
        QTest::qWait(450); // longer than they would have been waited for
        QCOMPARE(teacher.seen(MessageType::Join), QStringList({u"민준"_s, u"늦은이"_s}));
        QVERIFY(teacher.of(MessageType::Leave).isEmpty());
        QVERIFY(again.of(MessageType::Join).isEmpty());
    }

    void whoDoesNotComeBackLeavesAndHasLeftWhenTheyWereSentAway()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher, *m_here);
        const Person person = student(minjun, u"민준"_s, *m_there);
        m_there->hub.drain(0ms);
        const auto sent = QDateTime::currentDateTimeUtc();
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        const auto &gone =
            payloadOf<payload::People>(teacher.of(MessageType::Leave).first())->participants.first();
        QVERIFY(gone.reason == LeaveReason::Timeout);
        QVERIFY(sent.msecsTo(QDateTime::currentDateTimeUtc()) >= 290);
        QVERIFY(!room(*m_here)->hasSeat(person.id));
        for (const Stay &stay : std::as_const(m_shared->attendance.rooms[m_info.id]))
            if (stay.person.id == person.id) QVERIFY(qAbs(stay.to.msecsTo(sent)) < 100);
    }

    void aHostWhoIsSentAwayIsAwayAndEndsTheClassIfTheyStayAway()
    {
        Listener teacher, minjun, again;
        enter(teacher, m_teacher, *m_there);
        student(minjun, u"민준"_s, *m_here);
        m_there->hub.drain(0ms);
        QTRY_COMPARE(minjun.of(MessageType::HostAway).size(), 1);
        enter(again, m_teacher, *m_here);
        QTRY_COMPARE(minjun.of(MessageType::HostBack).size(), 1);
        QVERIFY(minjun.of(MessageType::Leave).isEmpty());

        m_here->hub.drain(0ms);
        QCOMPARE(minjun.closed, int(CloseCode::GoingAway));
        // There is another node in the end, with nobody of the class on it.
        Node third(*m_shared, m_there->hub.options());
        QVERIFY(m_shared->store.rooms[m_info.id].isOpen());
        QTRY_VERIFY(!m_shared->store.rooms[m_info.id].isOpen());
        QTRY_VERIFY(m_shared->awaited.people.isEmpty());
    }

    void whatIsHeardTwiceIsToldOnce()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher, *m_here);
        const Person person = student(minjun, u"민준"_s, *m_there);
        QTRY_COMPARE(m_there->bells.rung.size(), 1);
        const auto join = seal(m_there->bells.rung.first());
        room(*m_here)->receive(join);
        QCOMPARE(teacher.seen(MessageType::Join), QStringList{u"민준"_s});
        room(*m_there)->depart(&minjun, Departure::Left);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        room(*m_here)->receive(seal(m_there->bells.rung.last()));
        QCOMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
    }

    void aJoinThatIsLateMovesNobodyBack()
    {
        Listener minjun, again;
        const Person person = student(minjun, u"민준"_s, *m_there);
        QTRY_COMPARE(m_there->bells.rung.size(), 1);
        enter(again, person, *m_here);
        QTRY_COMPARE(minjun.closed, int(CloseCode::Replaced));
        room(*m_here)->receive(seal(m_there->bells.rung.first()));
        QCOMPARE(again.closed, 0);
        QVERIFY(room(*m_here)->sitsHere(person.id));
    }

    /// Here, there before that was told, and here again: what is told of there is over by then.
    void aJoinThatIsLateEndsNoLaterLine()
    {
        Listener teacher, seoyeon, first, second, third;
        enter(teacher, m_teacher, *m_there); // so that the room stays, and is not read anew
        student(seoyeon, u"서연"_s, *m_here);
        QTRY_COMPARE(m_there->bells.rung.size(), 1);
        m_there->bells.rung.clear();
        cutOff(true); // what they ring is handed over below
        const Person person = enter(first, {{}, u"민준"_s}, *m_here);
        room(*m_here)->depart(&first, Departure::Dropped);
        for (const auto came = QDateTime::currentDateTimeUtc(); QDateTime::currentDateTimeUtc() <= came;)
            QCoreApplication::processEvents();
        enter(second, person, *m_there);
        room(*m_there)->depart(&second, Departure::Dropped);
        enter(third, person, *m_here);
        QTRY_COMPARE(m_there->bells.rung.size(), 1);
        QCOMPARE(m_there->bells.rung.first().type, MessageType::Join);
        room(*m_here)->receive(seal(m_there->bells.rung.first()));
        QCOMPARE(third.closed, 0);
        QVERIFY(room(*m_here)->sitsHere(person.id));
    }

    void aSeatThatIsTakenElsewhereUnheardIsNotGivenUp()
    {
        Listener teacher, minjun, again;
        enter(teacher, m_teacher, *m_here);
        const Person person = student(minjun, u"민준"_s, *m_there);
        cutOff(true);
        room(*m_there)->depart(&minjun, Departure::Dropped);
        enter(again, person, *m_here);
        QTRY_VERIFY(!room(*m_there)->sitsHere(person.id)); // it has looked when the time was over
        cutOff(false);
        QTest::qWait(150);
        QVERIFY(teacher.of(MessageType::Leave).isEmpty());
        QCOMPARE(present(), QStringList({u"김선생"_s, u"민준"_s}));
    }

    void aGraceThatRanOutUnderAHostWhoIsElsewhereEndsNothing()
    {
        Listener teacher, minjun, again;
        student(minjun, u"민준"_s, *m_there);
        enter(teacher, m_teacher, *m_there);
        QTRY_VERIFY(room(*m_here)->hasSeat(m_teacher.id));
        cutOff(true);
        room(*m_there)->depart(&teacher, Departure::Dropped);
        QTRY_COMPARE(minjun.of(MessageType::HostAway).size(), 1);
        enter(again, m_teacher, *m_here);
        QTRY_COMPARE(minjun.of(MessageType::HostBack).size(), 1);
        QVERIFY(m_shared->store.rooms[m_info.id].isOpen());
    }

    void nodesThatLostEachOtherAgreeAgain()
    {
        Listener teacher, gone, minjun, seoyeon;
        enter(teacher, m_teacher, *m_here);
        const Person left = student(gone, u"도윤"_s, *m_there);
        cutOff(true);
        room(*m_there)->depart(&gone, Departure::Left);
        enter(minjun, {{}, u"민준"_s}, *m_there);
        enter(seoyeon, {{}, u"서연"_s}, *m_here);
        QTest::qWait(150); // their joins are rung, and nobody hears them
        cutOff(false);
        QCoro::waitFor(m_there->hub.rejoin());
        QTRY_COMPARE(teacher.seen(MessageType::Join).count(u"민준"_s), 1);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"도윤"_s});
        QTRY_COMPARE(minjun.seen(MessageType::Join), QStringList{u"서연"_s});
        for (Node *node : {m_here.get(), m_there.get()})
            QCOMPARE(room(*node)->count(), 3);
        QVERIFY(!room(*m_here)->hasSeat(left.id));
    }

    void theLaterOfTwoLinesStays()
    {
        Listener first, second;
        const Person person = student(first, u"민준"_s, *m_here);
        cutOff(true);
        QTest::qWait(2);
        enter(second, person, *m_there);
        QTest::qWait(20);
        cutOff(false);
        QCOMPARE(first.closed, 0);
        QCoro::waitFor(m_here->hub.rejoin());
        QTRY_COMPARE(first.closed, int(CloseCode::Replaced));
        QTest::qWait(50);
        QCOMPARE(second.closed, 0);
        QVERIFY(room(*m_there)->sitsHere(person.id) && !room(*m_here)->sitsHere(person.id));
    }

    void whatChangedUnheardIsBelievedWhenItStandsThereTwice()
    {
        Listener minjun;
        student(minjun, u"민준"_s, *m_here);
        RoomInfo stored = *wait(m_shared->store.standing({m_info.id}))->begin();
        QVERIFY(!room(*m_here)->hearOf(stored));
        stored.locked = true;
        stored.timer = {QDateTime::currentDateTimeUtc(), u"끝"_s};
        QVERIFY(room(*m_here)->hearOf(stored));
        QVERIFY(minjun.of(MessageType::RoomUpdate).isEmpty());
        QVERIFY(!room(*m_here)->hearOf(stored));
        QCOMPARE(payloadOf<payload::RoomUpdate>(minjun.of(MessageType::RoomUpdate).first())->locked, true);
        QCOMPARE(*payloadOf<payload::Timer>(minjun.of(MessageType::Timer).first()), stored.timer);
        QVERIFY(!room(*m_here)->hearOf(stored));
        QCOMPARE(minjun.of(MessageType::RoomUpdate).size(), 1);

        stored.endedAt = QDateTime::currentDateTimeUtc();
        const RoomPtr kept = room(*m_here);
        QVERIFY(kept->hearOf(stored));
        kept->hearOf(stored);
        QCOMPARE(minjun.closed, int(CloseCode::ClassEnded));
    }
};

QTEST_GUILESS_MAIN(NodesTest)
#include "tst_nodes.moc"
