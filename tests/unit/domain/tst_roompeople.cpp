// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

#include <QCoroTask>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

/// What the host settles about people: whose names are seen, who may talk, who helps, and whose class it is.
class RoomPeopleTest : public ClassFixture
{
    Q_OBJECT

    static Message about(const Person &person, MessageType type, Payload payload)
    {
        Message message = frame(type, std::move(payload));
        message.target = person.id;
        return message;
    }
    static Message update(payload::RoomUpdate change)
    {
        return frame(MessageType::RoomUpdate, std::move(change));
    }
    static payload::RoomUpdate hiding()
    {
        payload::RoomUpdate change;
        change.names = Names::Hidden;
        return change;
    }
    static std::optional<ErrorCode> lastError(const Listener &listener)
    {
        const auto errors = listener.of(MessageType::Error);
        if (errors.isEmpty()) return std::nullopt;
        return payloadOf<payload::Error>(errors.last())->code;
    }
    static QStringList senders(const Listener &listener)
    {
        QStringList names;
        for (const auto &message : listener.of(MessageType::Send))
            names.append(message.senderName);
        return names;
    }
    static Participant find(const QList<Participant> &people, const QString &id)
    {
        const auto found = std::ranges::find(people, id, &Participant::id);
        return found == people.cend() ? Participant{} : *found;
    }
    Participant inRoom(const Person &person) { return find(room()->participants(), person.id); }
    void help(Listener &host, const QStringList &assistants)
    {
        payload::RoomUpdate change;
        change.assistants = assistants;
        const auto told = host.of(MessageType::RoomUpdate).size();
        room()->say(&host, update(change));
        QTRY_COMPARE(host.of(MessageType::RoomUpdate).size(), told + 1);
    }

private Q_SLOTS:
    void hiddenNamesAreKeptFromStudentsAlone()
    {
        makeRoom(Talk::All);
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, update(hiding()));
        QTRY_COMPARE(minjun.of(MessageType::RoomUpdate).size(), 1);
        QCOMPARE(payloadOf<payload::RoomUpdate>(minjun.of(MessageType::RoomUpdate).first())->names,
                 Names::Hidden);

        const Person other = student(seoyeon, u"서연"_s);
        const auto seen = seoyeon.welcome();
        QCOMPARE(seen.names, Names::Hidden);
        QCOMPARE(find(seen.participants, who.id).name, QString());
        QCOMPARE(find(seen.participants, other.id).name, u"서연"_s);
        QCOMPARE(find(seen.participants, m_teacher.id).name, m_teacher.name);
        QTRY_COMPARE(teacher.seen(MessageType::Join), QStringList({u"민준"_s, u"서연"_s}));
        QCOMPARE(minjun.seen(MessageType::Join), QStringList{QString()});
        QCOMPARE(minjun.of(MessageType::Join).first().senderName, QString());

        room()->say(&minjun, text(u"저요"_s));
        room()->say(&teacher, text(u"네"_s));
        QTRY_COMPARE(senders(seoyeon), QStringList({QString(), m_teacher.name}));
        QCOMPARE(senders(teacher), QStringList({u"민준"_s, m_teacher.name}));
        QCOMPARE(senders(minjun), QStringList({u"민준"_s, m_teacher.name}));

        Listener late;
        student(late, u"늦은이"_s);
        QTRY_COMPARE(senders(late), QStringList({QString(), m_teacher.name}));
        room()->depart(&minjun, Departure::Left);
        QTRY_COMPARE(seoyeon.seen(MessageType::Leave), QStringList{QString()});
        QCOMPARE(teacher.seen(MessageType::Leave), QStringList{u"민준"_s});
    }

    void studentsShareOneMessageWithoutNames()
    {
        makeRoom(Talk::All);
        m_shared->store.rooms[m_info.id].names = Names::Hidden;
        Listener minjun;
        struct Keeper : Listener
        {
            QList<EnvelopePtr> kept;
            void deliver(const EnvelopePtr &envelope) override
            {
                kept.append(envelope);
                Listener::deliver(envelope);
            }
        } one, two;
        student(minjun, u"민준"_s);
        student(one, u"하나"_s);
        student(two, u"둘"_s);
        room()->say(&minjun, text(u"저요"_s));
        QTRY_COMPARE(two.texts(), QStringList{u"저요"_s});
        QCOMPARE(one.kept.last(), two.kept.last());
    }

    void theMutedAreHeardByNobody()
    {
        makeRoom(Talk::All);
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        student(seoyeon, u"서연"_s);
        room()->say(&teacher, about(who, MessageType::Mute, payload::Mute{true}));
        QTRY_COMPARE(minjun.of(MessageType::Mute).size(), 1);
        QCOMPARE(minjun.of(MessageType::Mute).first().target, who.id);
        QCOMPARE(teacher.of(MessageType::Mute).size(), 1);
        QVERIFY(seoyeon.of(MessageType::Mute).isEmpty());
        QVERIFY(inRoom(who).muted);

        room()->say(&minjun, text(u"들려요?"_s));
        room()->say(&minjun, frame(MessageType::Signal, payload::Signal{{{u"type"_s, u"talk"_s}}}));
        QTRY_COMPARE(minjun.of(MessageType::Error).size(), 2);
        QCOMPARE(lastError(minjun), ErrorCode::TalkDisabled);
        QVERIFY(seoyeon.texts().isEmpty());
        room()->say(&minjun, frame(MessageType::Hand, payload::Hand{true}));
        QTRY_COMPARE(teacher.of(MessageType::Hand).size(), 1);

        Listener again, late;
        room()->depart(&minjun, Departure::Left);
        QVERIFY(find(enterAgain(again, who).participants, who.id).muted);
        room()->say(&again, text(u"이제는?"_s));
        QTRY_COMPARE(lastError(again), ErrorCode::TalkDisabled);
        student(late, u"늦은이"_s);
        QVERIFY(!find(late.welcome().participants, who.id).muted);

        room()->say(&teacher, about(who, MessageType::Mute, payload::Mute{false}));
        QTRY_COMPARE(again.of(MessageType::Mute).size(), 1);
        room()->say(&again, text(u"고맙습니다"_s));
        QTRY_COMPARE(seoyeon.texts(), QStringList{u"고맙습니다"_s});
    }

    void aMuteHoldsForRestAndAfterARestart()
    {
        Listener teacher;
        enter(teacher, m_teacher);
        const Member member = ticket({{}, u"민준"_s, PersonType::Student}).member;
        room()->say(&teacher, about(member.person, MessageType::Mute, payload::Mute{true}));
        QTRY_VERIFY(m_shared->store.members[m_info.id].last().muted);
        restartNode();
        std::optional<ErrorCode> refused;
        room()->post(*wait(m_shared->store.member(m_info.id, member.person.id)).value(), text(u"저요"_s),
                     [&](const auto &said) { refused = said.error().code; });
        QTRY_COMPARE(refused, ErrorCode::TalkDisabled);
    }

    void aNewNameIsEverybodysAndARealOneTheTeachers()
    {
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"ㅋㅋ"_s);
        student(seoyeon, u"서연"_s);
        room()->say(&teacher, about(who, MessageType::Rename, payload::Rename{u" 민준 "_s, u"김민준"_s}));
        QTRY_COMPARE(teacher.of(MessageType::Rename).size(), 2);
        QCOMPARE(payloadOf<payload::Rename>(teacher.of(MessageType::Rename).last())->realName, u"김민준"_s);
        for (const Listener *student : {&minjun, &seoyeon}) {
            const auto told = student->of(MessageType::Rename);
            QCOMPARE(told.size(), 1);
            QCOMPARE(*payloadOf<payload::Rename>(told.first()), (payload::Rename{u"민준"_s}));
        }
        QCOMPARE(inRoom(who).name, u"민준"_s);
        QCOMPARE(inRoom(who).realName, u"김민준"_s);
        room()->say(&minjun, text(u"저요"_s));
        QTRY_COMPARE(senders(teacher), QStringList{u"민준"_s});

        Listener late;
        student(late, u"늦은이"_s);
        QCOMPARE(find(late.welcome().participants, who.id).realName, QString());
        room()->say(&teacher, about(who, MessageType::Rename, payload::Rename{u"x"_s.repeated(41)}));
        QTRY_COMPARE(lastError(teacher), ErrorCode::InvalidName);
    }

    void whereNamesAreHiddenANewOneIsToo()
    {
        m_shared->store.rooms[m_info.id].names = Names::Hidden;
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"ㅋㅋ"_s);
        student(seoyeon, u"서연"_s);
        room()->say(&teacher, about(who, MessageType::Rename, payload::Rename{u"민준"_s}));
        QTRY_COMPARE(minjun.of(MessageType::Rename).size(), 1);
        QCOMPARE(teacher.of(MessageType::Rename).size(), 1);
        QVERIFY(seoyeon.of(MessageType::Rename).isEmpty());
    }

    void howSomebodyIsHereIsTheTeachersToKnow()
    {
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        Entrance entrance;
        entrance.approach = {Via::Stomp, u"Chrome · Android"_s};
        const Person who = student(minjun, u"민준"_s, entrance);
        QTRY_COMPARE(teacher.of(MessageType::Join).size(), 1);
        const auto told = payloadOf<payload::People>(teacher.of(MessageType::Join).first())->participants;
        QCOMPARE(told.first().via, Via::Stomp);
        QCOMPARE(told.first().agent, u"Chrome · Android"_s);
        student(seoyeon, u"서연"_s);
        QVERIFY(!find(seoyeon.welcome().participants, who.id).via);
        QVERIFY(find(seoyeon.welcome().participants, who.id).agent.isEmpty());
    }

    void anAssistantDoesWhatTheHostMayAndHearsWhatTeachersHear()
    {
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person helper = student(minjun, u"민준"_s);
        const Person other = student(seoyeon, u"서연"_s);
        room()->say(&minjun, frame(MessageType::Timer, payload::Timer{}));
        QTRY_COMPARE(lastError(minjun), ErrorCode::Forbidden);
        help(teacher, {helper.id, helper.id, m_teacher.id});
        QCOMPARE(room()->info().assistants, QStringList{helper.id});

        room()->say(&minjun, frame(MessageType::Timer, payload::Timer{{}, u"끝"_s}));
        QTRY_COMPARE(seoyeon.of(MessageType::Timer).size(), 1);
        room()->say(&seoyeon, text(u"선생님께만"_s));
        QTRY_COMPARE(minjun.texts(), QStringList{u"선생님께만"_s});
        room()->say(&minjun, text(u"모두에게"_s));
        QTRY_COMPARE(seoyeon.texts().last(), u"모두에게"_s);

        const Person host{m_teacher.id};
        room()->say(&minjun, about(host, MessageType::Kick, payload::Kick{true}));
        room()->say(&minjun, about(host, MessageType::Mute, payload::Mute{true}));
        payload::RoomUpdate change;
        change.assistants = QStringList{helper.id, other.id};
        room()->say(&minjun, update(change));
        QTRY_COMPARE(minjun.of(MessageType::Error).size(), 4);
        QCOMPARE(teacher.closed, 0);

        help(teacher, {});
        QVERIFY(room()->info().assistants.isEmpty());
        room()->say(&minjun, frame(MessageType::Timer, payload::Timer{}));
        QTRY_COMPARE(minjun.of(MessageType::Error).size(), 5);
    }

    void anAssistantWhoIsPutOutIsOneNoMore()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person helper = student(minjun, u"민준"_s);
        help(teacher, {helper.id});
        room()->say(&teacher, about(helper, MessageType::Kick, payload::Kick{}));
        QTRY_COMPARE(minjun.closed, int(CloseCode::Kicked));
        QTRY_VERIFY(m_shared->store.rooms.value(m_info.id).assistants.isEmpty());
        QTRY_VERIFY(room()->info().assistants.isEmpty());
    }

    void theClassIsHandedToATeacherWhoIsThere()
    {
        Listener teacher, lee, minjun;
        enter(teacher, m_teacher);
        const Person next = enter(lee, {u"u_lee"_s, u"이선생"_s, PersonType::Teacher});
        const Person student = this->student(minjun, u"민준"_s);
        const auto handTo = [&](Listener &by, const QString &id) {
            payload::RoomUpdate change;
            change.host = id;
            room()->say(&by, update(change));
        };
        handTo(lee, next.id);
        QTRY_COMPARE(lastError(lee), ErrorCode::Forbidden);
        handTo(teacher, student.id);
        QTRY_COMPARE(lastError(teacher), ErrorCode::BadRequest);
        handTo(teacher, next.id);
        QTRY_COMPARE(minjun.of(MessageType::RoomUpdate).size(), 1);
        QCOMPARE(payloadOf<payload::RoomUpdate>(minjun.of(MessageType::RoomUpdate).first())->host, next.id);
        QCOMPARE(room()->info().ownerName, next.name);

        room()->depart(&teacher, Departure::Dropped);
        QTRY_COMPARE(minjun.seen(MessageType::Leave), QStringList{m_teacher.name});
        QVERIFY(minjun.of(MessageType::HostAway).isEmpty());
        room()->depart(&lee, Departure::Dropped);
        QTRY_COMPARE(minjun.of(MessageType::HostAway).size(), 1);
        QTRY_COMPARE(minjun.closed, int(CloseCode::ClassEnded));
    }

    void whoWasPutOutIsANewcomerToALockedRoom()
    {
        Listener teacher, minjun, seoyeon;
        enter(teacher, m_teacher);
        const Person kicked = student(minjun, u"민준"_s);
        const Person other = student(seoyeon, u"서연"_s);
        payload::RoomUpdate change;
        change.locked = true;
        room()->say(&teacher, update(change));
        room()->say(&teacher, about(kicked, MessageType::Kick, payload::Kick{}));
        QTRY_COMPARE(minjun.closed, int(CloseCode::Kicked));
        room()->depart(&seoyeon, Departure::Left);
        QVERIFY(QCoro::waitFor(m_node->hub.admit(room(), other, {})));
        const auto refused = QCoro::waitFor(m_node->hub.admit(room(), kicked, {}));
        QVERIFY(!refused && refused.error().code == ErrorCode::RoomLocked);
    }

    void whoIsPutOutOnTheWayInStaysOut()
    {
        Node there(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&there.bells};
        Listener teacher, minjun, late, far, again;
        enter(teacher, m_teacher);
        const Person kicked = student(minjun, u"민준"_s);
        const RoomPtr thither = room(&there);
        const Entrance onTheWay{.member = *QCoro::waitFor(m_node->hub.admit(room(), kicked, {}))};
        room()->say(&teacher, about(kicked, MessageType::Kick, payload::Kick{true}));
        QTRY_COMPARE(minjun.closed, int(CloseCode::Kicked));
        room()->enter(&late, onTheWay);
        QCOMPARE(late.closed, int(CloseCode::Kicked));
        QVERIFY(!room()->hasSeat(kicked.id));
        QTRY_VERIFY(!thither->hasSeat(kicked.id));
        thither->enter(&far, onTheWay);
        QCOMPARE(far.closed, int(CloseCode::Kicked));

        m_shared->people.lift(m_info.id, kicked.id);
        room()->enter(&again, {.member = *QCoro::waitFor(m_node->hub.admit(room(), kicked, {}))});
        QTRY_VERIFY(again.welcomed());
    }

    void twoNodesKnowTheSameOfPeople()
    {
        Node there(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&there.bells};
        there.bells.others = {&m_node->bells};
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = enter(minjun, {{}, u"민준"_s, PersonType::Student}, {}, &there);
        QTRY_VERIFY(room()->hasSeat(who.id));
        room()->say(&teacher, about(who, MessageType::Mute, payload::Mute{true}));
        room()->say(&teacher, about(who, MessageType::Rename, payload::Rename{{}, u"김민준"_s}));
        QTRY_COMPARE(find(room(&there)->participants(), who.id).realName, u"김민준"_s);
        room(&there)->say(&minjun, text(u"저요"_s));
        QTRY_COMPARE(lastError(minjun), ErrorCode::TalkDisabled);
        const auto present = wait(m_shared->presence.list(m_info.id)).value();
        QVERIFY(find(present, who.id).muted);

        // What was told while it could not hear is found in the register.
        there.bells.deaf = true;
        room()->say(&teacher, about(who, MessageType::Mute, payload::Mute{false}));
        QTRY_COMPARE(teacher.of(MessageType::Mute).size(), 2);
        QTest::qWait(20);
        there.bells.deaf = false;
        QCoro::waitFor(there.hub.rejoin());
        QTRY_COMPARE(minjun.of(MessageType::Mute).size(), 2);
        QVERIFY(!find(room(&there)->participants(), who.id).muted);
    }

private:
    payload::Welcome enterAgain(Listener &listener, const Person &person)
    {
        Entrance entrance;
        entrance.member = **wait(m_shared->store.member(m_info.id, person.id));
        room()->enter(&listener, entrance);
        [&] { QTRY_VERIFY(listener.welcomed()); }();
        return listener.welcome();
    }
};

QTEST_GUILESS_MAIN(RoomPeopleTest)
#include "tst_roompeople.moc"
