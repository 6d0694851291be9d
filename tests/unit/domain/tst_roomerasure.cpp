// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Somebody's data leave a room: who hears of it, and what of it nodes have in mind.
class RoomErasureTest : public ClassFixture
{
    Q_OBJECT

    static QStringList refersOf(const Listener &listener)
    {
        QStringList ids;
        for (const Message &message : listener.of(MessageType::Delete))
            ids += message.refers;
        return ids;
    }

    static QStringList idsOf(const Listener &listener)
    {
        QStringList ids;
        for (const Message &message : listener.of(MessageType::Send))
            ids += message.id;
        return ids;
    }

    QStringList wordsInLog()
    {
        QStringList words;
        for (const Message &message : std::as_const(m_shared->log.rooms[m_info.id]))
            if (const auto *said = payloadOf<payload::Text>(message)) words += said->text;
        return words;
    }

private Q_SLOTS:
    void everyoneHearsOfIt_andThePersonIsPutOut()
    {
        makeRoom(Talk::All);
        Listener kim, minjun, seoyeon;
        enter(kim, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        student(seoyeon, u"서연"_s);
        room()->say(&minjun, text(u"하나"_s));
        room()->say(&minjun, text(u"둘"_s));
        QTRY_COMPARE(seoyeon.texts().size(), 2);

        const auto erased = wait(room()->erase(who.id, m_teacher));
        QVERIFY(erased);
        QCOMPARE(erased->messages, 2);
        QCOMPARE(refersOf(seoyeon), QStringList(who.id) + idsOf(seoyeon));
        QCOMPARE(seoyeon.of(MessageType::Delete).last().sender, m_teacher.id);
        QCOMPARE(minjun.closed, int(CloseCode::Kicked));
        QTRY_COMPARE(kim.seen(MessageType::Leave), QStringList(u"민준"_s));
        QVERIFY(!room()->hasSeat(who.id));
        QVERIFY(wordsInLog().isEmpty());
        QCOMPARE(seoyeon.closed, 0);
    }

    void theyArePutOutWhereverTheySit()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        other.bells.others = {&m_node->bells};
        Listener kim, there;
        enter(kim, m_teacher);
        const Person who = enter(there, {{}, u"저기"_s}, {}, &other);
        QTRY_VERIFY(room()->hasSeat(who.id));
        QVERIFY(wait(room()->erase(who.id, m_teacher)));
        QTRY_COMPARE(there.closed, int(CloseCode::Kicked));
        QTRY_VERIFY(!room()->hasSeat(who.id));
        QTRY_COMPARE(kim.seen(MessageType::Leave), QStringList(u"저기"_s));
    }

    void whoIsExpectedBackIsNotAnyMore()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        other.bells.others = {&m_node->bells};
        Listener kim, there;
        enter(kim, m_teacher);
        const Person who = enter(there, {{}, u"저기"_s}, {}, &other);
        QTRY_VERIFY(room()->hasSeat(who.id));
        other.hub.drain(60s);
        QTRY_COMPARE(there.closed, int(CloseCode::GoingAway));
        QTRY_COMPARE(room()->participants().size(), 1);
        QVERIFY(room()->hasSeat(who.id));
        QVERIFY(wait(room()->erase(who.id, m_teacher)));
        QVERIFY(!room()->hasSeat(who.id));
        QTRY_COMPARE(kim.seen(MessageType::Leave), QStringList(u"저기"_s));
    }

    void aCommandBesideALoneNodeIsNoticed_andWhatTheySaidMeanwhileGoesToo()
    {
        auto options = quick();
        options.roomWatch = 50ms;
        restartNode(options);
        makeRoom(Talk::All);
        Listener kim, minjun;
        enter(kim, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&minjun, text(u"전에"_s));
        QTRY_COMPARE(kim.texts(), QStringList(u"전에"_s));
        QVERIFY(wait(m_shared->erasure.erase(m_info.id, who.id, {u"system"_s, {}, PersonType::System})));
        Message late = text(u"그 사이에"_s);
        late.roomId = m_info.id;
        late.sender = who.id;
        late.id = newUlid();
        m_shared->log.append(late, [](const auto &) {});
        QTRY_COMPARE(minjun.closed, int(CloseCode::Kicked));
        QTRY_VERIFY(wordsInLog().isEmpty());
        QTRY_COMPARE(refersOf(kim).last(), late.id);
    }

    void whatTheyHaveUnderWayIsNotTaken()
    {
        makeRoom(Talk::All);
        Listener kim, minjun;
        enter(kim, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        const Member member = ticket(who).member;
        QVERIFY(wait(room()->erase(who.id, m_teacher)));
        std::optional<Problem> refused;
        room()->post(member, text(u"아직 가는 중"_s), [&](const auto &said) {
            if (!said) refused = said.error();
        });
        QTRY_VERIFY(refused);
        QCOMPARE(refused->code, ErrorCode::Kicked);
        QVERIFY(wordsInLog().isEmpty());

        Listener back;
        enter(back, who); // with an account, as a newcomer
        room()->say(&back, text(u"새로 왔어요"_s));
        QTRY_COMPARE(kim.texts(), QStringList(u"새로 왔어요"_s));
    }

    void whoCameAfterItStays()
    {
        Listener kim, back;
        enter(kim, m_teacher);
        enter(back, {u"u_account"_s, u"민준"_s, PersonType::Student});
        Message old = frame(MessageType::Delete);
        old.roomId = m_info.id;
        old.sender = u"system"_s;
        old.senderType = PersonType::System;
        old.refers = u"u_account"_s;
        old.id = newUlid();
        old.sentAt = QDateTime::currentDateTimeUtc().addSecs(-5);
        m_shared->log.append(old, [](const auto &) {});
        room()->say(&back, text(u"여기 있어요"_s));
        QTRY_COMPARE(kim.texts(), QStringList(u"여기 있어요"_s));
        QCOMPARE(refersOf(kim), QStringList(u"u_account"_s));
        QCOMPARE(back.closed, 0);
        QCOMPARE(wordsInLog(), QStringList(u"여기 있어요"_s));
    }

    void theirVotesCountNoMore()
    {
        Listener kim, minjun, seoyeon;
        enter(kim, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        student(seoyeon, u"서연"_s);
        room()->say(&kim, frame(MessageType::Poll, payload::Poll{u"?"_s, {u"a"_s, u"b"_s}}));
        QTRY_COMPARE(minjun.of(MessageType::Poll).size(), 1);
        Message vote = frame(MessageType::Vote, payload::Vote{{0}});
        vote.refers = minjun.of(MessageType::Poll).first().id;
        room()->say(&minjun, vote);
        vote.payload = payload::Vote{{1}};
        room()->say(&seoyeon, vote);
        const auto counts = [&kim] {
            const auto results = kim.of(MessageType::PollResult);
            return results.isEmpty() ? QList<int>() : payloadOf<payload::PollResult>(results.last())->counts;
        };
        QTRY_COMPARE(counts(), QList<int>({1, 1}));
        QVERIFY(wait(room()->erase(who.id, m_teacher)));
        QTRY_COMPARE(counts(), QList<int>({0, 1}));
    }

    void withoutHistoryTheyArePutOutAllTheSame()
    {
        makeRoom(Talk::All, false);
        Listener kim, minjun;
        enter(kim, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        const auto erased = wait(room()->erase(who.id, m_teacher));
        QVERIFY(erased);
        QVERIFY(erased->place);
        QCOMPARE(minjun.closed, int(CloseCode::Kicked));
        QTRY_COMPARE(kim.seen(MessageType::Leave), QStringList(u"민준"_s));
        QCOMPARE(refersOf(kim), QStringList());
    }
};

QTEST_GUILESS_MAIN(RoomErasureTest)
#include "tst_roomerasure.moc"
