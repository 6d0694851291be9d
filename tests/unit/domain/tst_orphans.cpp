// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/House.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

/// Three nodes of one class: here, there, and one that dies under its people.
class OrphansTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<Node> m_here, m_there, m_victim;
    RoomInfo m_info;
    const Person m_teacher{u"u_teacher"_s, u"김선생"_s, PersonType::Teacher};

    RoomPtr room(Node &node)
    {
        const auto opening = node.hub.open(m_info.id);
        [&] { QTRY_VERIFY(opening.isFinished()); }();
        return *opening.result();
    }

    Person enter(Listener &listener, const Person &person, Node &node)
    {
        const auto seat = m_shared->store.admit(m_info.id, person, {});
        [&] { QTRY_VERIFY(seat.isFinished()); }();
        room(node)->enter(&listener, {.member = *seat.result()});
        [&] { QTRY_VERIFY(listener.welcomed()); }();
        return seat.result()->person;
    }

    /// The victim is gone, and its people off the presence list: as the reaper leaves it.
    QList<Participant> kill()
    {
        m_victim->bells.deaf = true;
        for (Node *node : {m_here.get(), m_there.get()})
            node->bells.others.removeOne(&m_victim->bells);
        m_victim->bells.others.clear();
        QList<Participant> orphans = m_shared->presence.list(m_info.id).result().value();
        orphans.removeIf([](const Participant &p) { return p.serverId != u"victim"_s; });
        for (const auto &one : orphans)
            m_shared->presence.leave(m_info.id, one.id, one.serverId);
        return orphans;
    }

    void announce(Node &node, const QList<Participant> &people)
    {
        QCoro::waitFor(node.hub.announceOrphans(m_info.id, people));
    }

    std::optional<Participant> present(const QString &userId)
    {
        const QList<Participant> people = m_shared->presence.list(m_info.id).result().value();
        for (const auto &one : people)
            if (one.id == userId) return one;
        return std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        using namespace std::chrono_literals;
        m_shared = std::make_unique<Shared>();
        auto patient = quick(u"here"_s);
        patient.hostGrace = 500ms;
        m_here = std::make_unique<Node>(*m_shared, patient);
        m_there = std::make_unique<Node>(*m_shared, quick(u"there"_s));
        m_victim = std::make_unique<Node>(*m_shared, quick(u"victim"_s));
        Bells *const all[] = {&m_here->bells, &m_there->bells, &m_victim->bells};
        for (Bells *one : all)
            for (Bells *other : all)
                if (one != other) one->others.append(other);
        RoomInfo info;
        info.name = u"1교시"_s;
        info.ownerId = m_teacher.id;
        info.ownerName = m_teacher.name;
        const auto made = m_shared->store.create(info, 50);
        QTRY_VERIFY(made.isFinished());
        m_info = *made.result();
    }
    void cleanup()
    {
        m_victim.reset();
        m_there.reset();
        m_here.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_shared.reset();
    }

    void aStudentLeavesForAllWhoAreLeft()
    {
        Listener teacher, seoyeon, minjun;
        enter(teacher, m_teacher, *m_here);
        enter(seoyeon, {{}, u"서연"_s}, *m_there);
        const Person orphan = enter(minjun, {{}, u"민준"_s}, *m_victim);
        QTRY_VERIFY(room(*m_here)->hasSeat(orphan.id) && room(*m_there)->hasSeat(orphan.id));
        announce(*m_here, kill());

        for (const Listener *one : {&teacher, &seoyeon}) {
            QTRY_COMPARE(one->seen(MessageType::Leave), QStringList{u"민준"_s});
            const auto leave = one->of(MessageType::Leave).first();
            QCOMPARE(leave.sender, orphan.id);
            QVERIFY(payloadOf<payload::People>(leave)->participants.first().reason == LeaveReason::Orphaned);
        }
        QVERIFY(!room(*m_here)->hasSeat(orphan.id) && !room(*m_there)->hasSeat(orphan.id));
        for (const Stay &stay : m_shared->attendance.rooms[m_info.id])
            QCOMPARE(stay.to.isValid(), stay.person.id == orphan.id);
    }

    void aNodeOnWhichNobodyIsTellsTheOthers()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher, *m_there);
        const Person orphan = enter(minjun, {{}, u"민준"_s}, *m_victim);
        QTRY_VERIFY(room(*m_there)->hasSeat(orphan.id));
        announce(*m_here, kill());
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        QTRY_VERIFY(room(*m_here)->isIdle());
    }

    void whoIsBackInTimeStays()
    {
        Listener teacher, minjun, again;
        enter(teacher, m_teacher, *m_here);
        const Person orphan = enter(minjun, {{}, u"민준"_s}, *m_victim);
        QTRY_VERIFY(room(*m_here)->hasSeat(orphan.id));
        const auto dead = kill();
        enter(again, orphan, *m_here);
        announce(*m_here, dead);
        QVERIFY(teacher.of(MessageType::Leave).isEmpty());
        QVERIFY(room(*m_here)->hasSeat(orphan.id));
        QCOMPARE(present(orphan.id)->serverId, u"here"_s);
    }

    void whoIsStruckOffWhileComingBackElsewhereIsToldAgain()
    {
        Listener teacher, seoyeon, minjun, again;
        enter(seoyeon, {{}, u"서연"_s}, *m_there);
        enter(teacher, m_teacher, *m_here);
        const Person orphan = enter(minjun, {{}, u"민준"_s}, *m_victim);
        QTRY_VERIFY(room(*m_there)->hasSeat(orphan.id));
        QTRY_COMPARE(teacher.seen(MessageType::Join).count(u"민준"_s), 1);
        const auto dead = kill();
        // Nobody here has heard of it yet when the dead are announced.
        m_here->bells.deaf = true;
        enter(again, orphan, *m_there);
        QTRY_COMPARE(present(orphan.id)->serverId, u"there"_s);
        QCoreApplication::processEvents();
        m_here->bells.deaf = false;
        announce(*m_here, dead);
        QTRY_COMPARE(teacher.seen(MessageType::Join).count(u"민준"_s), 2);
        QCOMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        QVERIFY(room(*m_here)->hasSeat(orphan.id));
        QCOMPARE(again.closed, 0);
        QCOMPARE(present(orphan.id)->serverId, u"there"_s);
    }

    void whoLeftUnheardIsMissedByTheNodeThatIsBackLast()
    {
        Listener teacher, seoyeon, minjun;
        enter(teacher, m_teacher, *m_here);
        enter(seoyeon, {{}, u"서연"_s}, *m_there);
        const Person gone = enter(minjun, {{}, u"민준"_s}, *m_here);
        QTRY_VERIFY(room(*m_there)->hasSeat(gone.id));
        m_there->bells.deaf = true;
        Q_EMIT m_here->bells.connected();
        room(*m_here)->depart(&minjun, Departure::Left);
        QTRY_COMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
        QCoreApplication::processEvents();
        QVERIFY(room(*m_there)->hasSeat(gone.id));
        m_there->bells.deaf = false;
        Q_EMIT m_there->bells.connected();
        QTRY_COMPARE(seoyeon.seen(MessageType::Leave), QStringList{u"민준"_s});
        QVERIFY(room(*m_there)->hasSeat(m_teacher.id));
    }

    void theHostIsAwayAndComesBackOnAnotherNode()
    {
        Listener teacher, minjun, again;
        enter(minjun, {{}, u"민준"_s}, *m_there);
        enter(teacher, m_teacher, *m_victim);
        QTRY_VERIFY(room(*m_there)->hasSeat(m_teacher.id));
        announce(*m_here, kill());

        QTRY_COMPARE(minjun.of(MessageType::HostAway).size(), 1);
        QVERIFY(minjun.of(MessageType::Leave).isEmpty());
        QCOMPARE(present(m_teacher.id)->serverId, u"here"_s);
        QVERIFY(!present(m_teacher.id)->online);

        enter(again, m_teacher, *m_there);
        QTRY_COMPARE(minjun.of(MessageType::HostBack).size(), 1);
        QTRY_VERIFY(room(*m_here)->isIdle()); // no grace is running any more
        QCOMPARE(minjun.closed, 0);
        QCOMPARE(m_shared->attendance.rooms[m_info.id].size(), 2);
    }

    void theHostComesBackOnANodeThatHadNoneOfTheClass()
    {
        Listener teacher, again;
        enter(teacher, m_teacher, *m_victim);
        announce(*m_here, kill());
        QVERIFY(!present(m_teacher.id)->online);
        enter(again, m_teacher, *m_there);
        QTRY_VERIFY(room(*m_here)->isIdle());
        QVERIFY(m_shared->store.rooms[m_info.id].isOpen());
    }

    void aHostWhoStaysAwayEndsTheClass()
    {
        Listener teacher, minjun;
        enter(minjun, {{}, u"민준"_s}, *m_there);
        enter(teacher, m_teacher, *m_victim);
        QTRY_VERIFY(room(*m_there)->hasSeat(m_teacher.id));
        announce(*m_here, kill());
        QTRY_COMPARE(minjun.closed, int(CloseCode::ClassEnded));
        QVERIFY(!m_shared->store.rooms[m_info.id].isOpen());
    }

    void aHostWhoIsBackWhenTheyAreCalledAwayIsNot()
    {
        Listener teacher, minjun, again;
        enter(minjun, {{}, u"민준"_s}, *m_there);
        enter(teacher, m_teacher, *m_victim);
        QTRY_VERIFY(room(*m_there)->hasSeat(m_teacher.id));
        room(*m_here);
        const auto dead = kill();
        m_here->bells.deaf = true;
        const RoomPtr kept = room(*m_here);
        enter(again, m_teacher, *m_there);
        QCoreApplication::processEvents();
        m_here->bells.deaf = false;
        announce(*m_here, dead);
        QTRY_VERIFY(kept->isIdle());
        QCOMPARE(again.closed, 0);
        QVERIFY(minjun.of(MessageType::HostAway).isEmpty());
        QTRY_COMPARE(present(m_teacher.id)->serverId, u"there"_s);
        QVERIFY(m_shared->store.rooms[m_info.id].isOpen());
    }

    void anEndedClassTellsNobody()
    {
        Listener minjun;
        enter(minjun, {{}, u"민준"_s}, *m_victim);
        const auto dead = kill();
        m_shared->store.rooms[m_info.id].endedAt = QDateTime::currentDateTimeUtc();
        announce(*m_here, dead);
        QCOMPARE(m_here->hub.roomCount(), 0);
        QVERIFY(m_here->bells.rung.isEmpty());
    }
};

QTEST_GUILESS_MAIN(OrphansTest)
#include "tst_orphans.moc"
