// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/House.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Making rooms, letting people in, and clearing up.
class HubTest : public QObject
{
    Q_OBJECT

    Shared m_shared;
    const Person m_teacher{u"u_teacher"_s, u"김선생"_s, PersonType::Teacher};

    template <typename T> static T wait(const QFuture<T> &future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.result();
    }
    template <typename T> static T wait(QCoro::Task<T> &&task) { return QCoro::waitFor(std::move(task)); }

private Q_SLOTS:
    void init()
    {
        m_shared.store.rooms.clear();
        m_shared.store.members.clear();
    }

    void aRoomGetsItsKindsDefaults()
    {
        Node node(m_shared, quick());
        const auto lesson = wait(node.hub.create(m_teacher, {u" 1교시 "_s}));
        QCOMPARE(lesson->name, u"1교시"_s);
        QVERIFY(lesson->talk == Talk::Teacher);
        const auto chat = wait(node.hub.create(m_teacher, {u"chat"_s, RoomKind::Chat}));
        QVERIFY(chat->talk == Talk::All);
        const auto nameless = wait(node.hub.create(m_teacher, {u"  "_s}));
        QVERIFY(!nameless && nameless.error().code == ErrorCode::InvalidName);
    }

    void theLobbyIsAlwaysThere()
    {
        RoomOptions options = quick();
        options.emptyTtl = 1ms;
        Node node(m_shared, options);
        Listener visitor;
        const auto come = [&] {
            const auto lobby = wait(node.hub.open(u"LOBBY"_s));
            const auto member = wait(node.hub.admit(*lobby, {u"u_1"_s, u"민준"_s}, {}));
            (*lobby)->enter(&visitor, {.member = *member, .history = 0});
            return (*lobby)->info();
        };
        const RoomInfo lobby = come();
        QVERIFY(lobby.kind == RoomKind::Chat && lobby.talk == Talk::All && !lobby.history);
        QTRY_VERIFY(visitor.welcomed());
        QTest::qWait(300); // the sweeper has been around, and finds somebody there
        QCOMPARE(visitor.closed, 0);
        (*wait(node.hub.open(u"LOBBY"_s)))->depart(&visitor, Departure::Left);
        QTRY_VERIFY(m_shared.store.rooms.isEmpty());
        come();
        QTRY_COMPARE(visitor.of(MessageType::Welcome).size(), 2);
    }

    void aLockedRoomLetsOnlyKnownPeopleIn()
    {
        Node node(m_shared, quick());
        const auto lesson = wait(node.hub.create(m_teacher, {u"x"_s}));
        const RoomPtr room = *wait(node.hub.open(lesson->id));
        const auto known = wait(node.hub.admit(room, {{}, u"민준"_s}, u"phone"_s));
        const auto waiting = wait(node.hub.admit(room, {{}, u"서연"_s}, u"tablet"_s));
        m_shared.store.setSeen(lesson->id, known->person.id);
        wait(room->update({.name = {}, .talk = {}, .locked = true}, m_teacher));

        QVERIFY(wait(node.hub.admit(room, known->person, {})));
        for (const auto &[person, device] :
             {std::pair{waiting->person, QString()}, {Person{{}, u"new"_s}, u"pc"_s}}) {
            const auto refused = wait(node.hub.admit(room, person, device));
            QVERIFY(!refused && refused.error().code == ErrorCode::RoomLocked);
        }
        QVERIFY(wait(node.hub.admit(room, m_teacher, {})));
    }

    void whoHasASeatComesBackToALockedRoom()
    {
        Node node(m_shared, quick());
        const auto lesson = wait(node.hub.create(m_teacher, {u"x"_s}));
        const RoomPtr room = *wait(node.hub.open(lesson->id));
        const auto known = wait(node.hub.admit(room, {{}, u"민준"_s}, u"phone"_s));
        Listener visitor;
        room->enter(&visitor, {.member = *known});
        wait(room->update({.name = {}, .talk = {}, .locked = true}, m_teacher));
        for (Member &member : m_shared.store.members[lesson->id])
            member.seen = false; // as long as that is not written

        QVERIFY(wait(node.hub.admit(room, known->person, {})));
        room->depart(&visitor, Departure::Left);
        const auto refused = wait(node.hub.admit(room, known->person, {}));
        QVERIFY(!refused && refused.error().code == ErrorCode::RoomLocked);
    }

    void aBanHoldsForTheDevice()
    {
        Node node(m_shared, quick());
        const auto lesson = wait(node.hub.create(m_teacher, {u"x"_s}));
        const RoomPtr room = *wait(node.hub.open(lesson->id));
        const auto member = wait(node.hub.admit(room, {{}, u"민준"_s}, u"phone"_s));
        m_shared.people.putOut(lesson->id, member->person.id, true);
        const auto again = wait(node.hub.admit(room, {{}, u"another name"_s}, u"phone"_s));
        QVERIFY(!again && again.error().code == ErrorCode::Kicked);
    }

    void aFullRoomIsFull()
    {
        auto options = quick();
        options.limits.participants = 1;
        Node node(m_shared, options);
        const auto lesson = wait(node.hub.create(m_teacher, {u"x"_s}));
        const RoomPtr room = *wait(node.hub.open(lesson->id));
        Listener one;
        room->enter(&one, {.member = *wait(node.hub.admit(room, {{}, u"one"_s}, u"phone"_s))});
        const auto refused = wait(node.hub.admit(room, {{}, u"two"_s}, u"tablet"_s));
        QVERIFY(!refused && refused.error().code == ErrorCode::RoomFull);
        const auto again = wait(node.hub.admit(room, {{}, u"one"_s}, u"phone"_s));
        QVERIFY(again);
        QCOMPARE(again->person.name, u"one"_s);
        QVERIFY(wait(node.hub.admit(room, m_teacher, {})));
        QTRY_VERIFY(one.welcomed());
        room->depart(&one, Departure::Left);
        QTRY_VERIFY(room->isIdle());
    }

    void manyWhoAskAtOnceGetOneRoom()
    {
        Node node(m_shared, quick());
        const auto lesson = wait(node.hub.create(m_teacher, {u"x"_s}));
        auto first = node.hub.open(lesson->id), second = node.hub.open(lesson->id);
        QCOMPARE(wait(first).value(), wait(second).value());
        QCOMPARE(node.hub.roomCount(), 1);
        const auto none = wait(node.hub.open(u"ZZZZZZ"_s));
        QVERIFY(!none && none.error().code == ErrorCode::RoomNotFound);
    }

    void desertedRoomsAreCleared()
    {
        auto options = quick();
        options.emptyTtl = 300ms;
        options.unhostedTtl = 300ms;
        Node node(m_shared, options);
        const auto lesson = wait(node.hub.create(m_teacher, {u"class"_s}));
        const auto chat = wait(node.hub.create(m_teacher, {u"chat"_s, RoomKind::Chat}));
        const auto taught = wait(node.hub.create(m_teacher, {u"taught"_s}));
        const RoomPtr room = *wait(node.hub.open(taught->id));
        Listener host;
        room->enter(&host, {.member = *wait(node.hub.admit(room, m_teacher, {}))});
        QTRY_VERIFY(m_shared.store.rooms[lesson->id].endedAt.isValid());
        QTRY_VERIFY(!m_shared.store.rooms.contains(chat->id));
        QVERIFY(m_shared.store.rooms[taught->id].isOpen());
        room->depart(&host, Departure::Left);
        QTRY_VERIFY(host.closed == 0 && !m_shared.store.rooms[taught->id].isOpen());
    }
};

QTEST_GUILESS_MAIN(HubTest)
#include "tst_hub.moc"
