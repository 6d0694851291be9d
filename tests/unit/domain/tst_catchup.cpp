// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What somebody who comes is told of what was before.
class CatchUpTest : public ClassFixture
{
    Q_OBJECT

    /// The teacher has said 1 to `count`.
    void say(Listener &teacher, int count)
    {
        auto options = quick();
        options.limits.rate = 0;
        restartNode(options);
        enter(teacher, m_teacher);
        for (int i = 1; i <= count; ++i)
            room()->say(&teacher, text(QString::number(i)));
        QTRY_COMPARE(teacher.texts().size(), count);
    }

private Q_SLOTS:
    void aClassThatComesBackAsOneIsReadForOnce()
    {
        Listener teacher;
        say(teacher, 40);
        std::vector<Entrance> tickets;
        for (int i = 0; i < 100; ++i)
            tickets.push_back(ticket({{}, QString::number(i), PersonType::Student}));
        std::vector<Listener> people(tickets.size());
        const int before = m_shared->log.reads;
        const RoomPtr classroom = room();
        for (std::size_t i = 0; i < people.size(); ++i) {
            Entrance &entrance = tickets[i];
            if (i % 2 == 0) {
                entrance.since = qint64(i % 40);
                entrance.epoch = m_info.epoch;
            }
            classroom->enter(&people[i], entrance);
        }
        for (std::size_t i = 0; i < people.size(); ++i) {
            QTRY_VERIFY(people[i].welcomed());
            const bool recovered = i % 2 == 0;
            QCOMPARE(people[i].welcome().recovered, recovered);
            QCOMPARE(people[i].texts().size(), recovered ? 40 - int(i % 40) : 40);
            QCOMPARE(people[i].texts().last(), u"40"_s);
            QCOMPARE(people[i].welcome().unread, 40);
        }
        // The first one's read, and one for all who came during it.
        QVERIFY2(m_shared->log.reads - before <= 2,
                 qPrintable(QString::number(m_shared->log.reads - before)));
    }

    void privateWordsDoNotTakeThePlaceOfWhatOneMaySee()
    {
        Listener teacher, minjun, late;
        say(teacher, 30);
        const Person who = student(minjun, u"민준"_s);
        for (int i = 0; i < 200; ++i) {
            Message secret = text(u"secret"_s);
            secret.target = who.id;
            room()->say(&teacher, secret);
        }
        QTRY_COMPARE(minjun.texts().count(u"secret"_s), 200);
        student(late, u"late"_s);
        QTRY_COMPARE(late.texts().size(), 30);
        QVERIFY(!late.texts().contains(u"secret"_s));
        QCOMPARE(late.texts().first(), u"1"_s);
    }

    void whoMissedADeletionIsToldWhoOnlyComesIsNot()
    {
        Listener teacher, late, back;
        say(teacher, 3);
        Message removal = frame(MessageType::Delete);
        removal.refers = teacher.of(MessageType::Send)[1].id;
        room()->say(&teacher, removal);
        QTRY_COMPARE(teacher.of(MessageType::Delete).size(), 1);
        student(late, u"late"_s);
        QCOMPARE(late.texts(), (QStringList{u"1"_s, u"3"_s}));
        QVERIFY(late.of(MessageType::Delete).isEmpty());
        student(back, u"back"_s, {.since = 2, .epoch = m_info.epoch});
        QCOMPARE(back.texts(), QStringList{u"3"_s});
        QCOMPARE(back.of(MessageType::Delete).first().refers, removal.refers);
    }

    void whoMissedWhatIsNotKeptIsToldSo()
    {
        Listener teacher, lost, back;
        say(teacher, 10);
        m_shared->log.prune(m_info.id, 6);
        student(lost, u"lost"_s, {.since = 5, .epoch = m_info.epoch});
        QVERIFY(!lost.welcome().recovered);
        QCOMPARE(lost.texts(), (QStringList{u"7"_s, u"8"_s, u"9"_s, u"10"_s}));
        student(back, u"back"_s, {.since = 6, .epoch = m_info.epoch});
        QVERIFY(back.welcome().recovered);
        QCOMPARE(back.texts(), (QStringList{u"7"_s, u"8"_s, u"9"_s, u"10"_s}));
    }

    void withoutTheLogNobodyIsToldThatNothingWasMissed()
    {
        Listener teacher, back;
        say(teacher, 3);
        m_shared->log.broken = true;
        Entrance entrance = ticket({{}, u"back"_s, PersonType::Student});
        entrance.since = 1;
        entrance.epoch = m_info.epoch;
        room()->enter(&back, entrance);
        QTRY_COMPARE(back.closed, int(CloseCode::GoingAway));
        QVERIFY(!back.welcomed());
        QCOMPARE(teacher.closed, 0);
    }

    void whatNoBellToldOfIsFoundInTheLog()
    {
        auto options = quick(u"node-b"_s);
        options.roomWatch = 20ms;
        Node other(*m_shared, options);
        m_node->bells.others = {&other.bells};
        other.bells.deaf = true;
        Listener teacher, there;
        enter(teacher, m_teacher);
        enter(there, {{}, u"저기"_s}, {}, &other);
        for (int i = 1; i <= 3; ++i)
            room()->say(&teacher, text(QString::number(i)));
        QTRY_COMPARE(there.texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    }

    void whoKnowsMoreThanTheNodeTheyComeToIsRecovered()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        Listener teacher, there, back;
        enter(teacher, m_teacher);
        enter(there, {{}, u"저기"_s}, {}, &other);
        other.bells.deaf = true;
        for (int i = 1; i <= 3; ++i)
            room()->say(&teacher, text(QString::number(i)));
        QTRY_COMPARE(teacher.texts().size(), 3);
        enter(back, {{}, u"back"_s}, {.since = 2, .epoch = m_info.epoch}, &other);
        QVERIFY(back.welcome().recovered);
        QCOMPARE(back.welcome().lastSeq, 3);
        QCOMPARE(back.texts(), QStringList{u"3"_s});
        QCOMPARE(there.texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    }

    void aQuizOutlivesItsServer()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, frame(MessageType::Poll, payload::Poll{u"?"_s, {u"a"_s, u"b"_s}}));
        QTRY_COMPARE(minjun.of(MessageType::Poll).size(), 1);
        Message vote = frame(MessageType::Vote, payload::Vote{{1}, {}});
        vote.refers = minjun.of(MessageType::Poll).first().id;
        room()->say(&minjun, vote);
        QTRY_COMPARE(teacher.of(MessageType::PollResult).size(), 1);

        restartNode();
        Listener teacherAgain, minjunAgain;
        enter(teacherAgain, m_teacher);
        QCOMPARE(teacherAgain.welcome().openPolls.size(), 1);
        enter(minjunAgain, who);
        vote.payload = payload::Vote{{0}, {}}; // thought better of it: still one vote
        room()->say(&minjunAgain, vote);
        QTRY_COMPARE(teacherAgain.of(MessageType::PollResult).size(), 1);
        const auto result = *payloadOf<payload::PollResult>(teacherAgain.of(MessageType::PollResult).first());
        QCOMPARE(result.counts, (QList<int>{1, 0}));

        Message close = frame(MessageType::Poll, payload::PollClose{false});
        close.refers = vote.refers;
        room()->say(&teacherAgain, close);
        QTRY_VERIFY(m_shared->ballots.votes.isEmpty());
    }

    void readMarksAreKnownToANodeThatComesLater()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(minjun.texts().size(), 1);
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{minjun.of(MessageType::Send)[0].id}));
        QTRY_COMPARE(teacher.of(MessageType::Read).size(), 1);

        Node other(*m_shared, quick(u"node-b"_s));
        Listener lee;
        enter(lee, {u"u_lee"_s, u"이선생"_s, PersonType::Teacher}, {}, &other);
        const auto people = lee.welcome().participants;
        const auto reader = std::ranges::find(people, who.id, &Participant::id);
        QVERIFY(reader != people.end());
        QCOMPARE(reader->readSeq, 1);
        QCOMPARE(reader->lastReadMessage, minjun.of(MessageType::Send)[0].id);
    }

    void whatOneSaysIsReadWhereverItWasSaid()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        other.bells.others = {&m_node->bells};
        Listener teacher, minjun, back;
        enter(teacher, m_teacher, {}, &other);
        const Person who = student(minjun, u"민준"_s);
        room(&other)->say(&teacher, text(u"1"_s));
        room(&other)->post(ticket(who).member, text(u"over REST, on the other node"_s), [](const auto &) {});
        QTRY_COMPARE(minjun.texts().size(), 2);
        const QString own = minjun.of(MessageType::Send)[1].id;
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, who.id)))->lastReadMessage, own);

        enter(back, who);
        QCOMPARE(back.welcome().unread, 0);
        QCOMPARE(back.welcome().lastReadMessage, own);
    }

    void unreadIsCountedFromTheMarkThatIsTold()
    {
        Listener teacher, minjun, again;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(minjun.texts().size(), 1);
        const RoomPtr lesson = room();
        const Entrance entrance = ticket(who);
        lesson->say(&minjun, text(u"on its way while they come back"_s));
        lesson->enter(&again, entrance);
        QTRY_COMPARE(again.texts().size(), 2);
        QCOMPARE(again.welcome().lastReadMessage, QString());
        QCOMPARE(again.welcome().unread, 1);
    }

    void aMarkThatTheDatabaseDoesNotKnowYetCountsAllTheSame()
    {
        Listener teacher, back;
        enter(teacher, m_teacher);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(teacher.texts().size(), 1);
        const Entrance entrance = ticket({{}, u"민준"_s});
        const Person &who = entrance.member.person;
        Node other(*m_shared, quick(u"node-b"_s));
        m_shared->presence.enter(m_info.id, {.id = who.id,
                                             .name = who.name,
                                             .serverId = u"node-a"_s,
                                             .lastReadMessage = teacher.of(MessageType::Send)[0].id});
        enter(back, who, {}, &other);
        QCOMPARE(back.welcome().lastReadMessage, teacher.of(MessageType::Send)[0].id);
        QCOMPARE(back.welcome().unread, 0);
    }

    void whoMovesToANodeThatMissedTheirReadingHasReadAllTheSame()
    {
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        Listener teacher, there, minjun, moved;
        enter(teacher, m_teacher);
        enter(there, {{}, u"저기"_s}, {}, &other);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(minjun.texts().size(), 1);
        QTRY_VERIFY(room(&other)->hasSeat(who.id));
        other.bells.deaf = true;
        const QString first = minjun.of(MessageType::Send)[0].id;
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{first}));
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, who.id)))->lastReadMessage, first);

        enter(moved, who, {}, &other);
        QCOMPARE(moved.welcome().lastReadMessage, first);
        QCOMPARE(moved.welcome().unread, 0);
    }

    void ownWordsThatWereDeletedUnheardAreRead_data()
    {
        QTest::addColumn<bool>("isHeardAgain"); // before the mark is told; else both nodes were cut off
        QTest::newRow("told") << true;
        QTest::newRow("compared") << false;
    }
    void ownWordsThatWereDeletedUnheardAreRead()
    {
        QFETCH(bool, isHeardAgain);
        makeRoom(Talk::All);
        Node other(*m_shared, quick(u"node-b"_s));
        m_node->bells.others = {&other.bells};
        other.bells.others = {&m_node->bells};
        Listener teacher, there;
        enter(teacher, m_teacher);
        const Person who = enter(there, {{}, u"저기"_s}, {}, &other);
        QTRY_VERIFY(room()->hasSeat(who.id));
        other.bells.deaf = true;
        room()->post(ticket(who).member, text(u"oops"_s), [](const auto &) {});
        QTRY_COMPARE(teacher.texts().size(), 1);
        Message del = frame(MessageType::Delete);
        del.refers = teacher.of(MessageType::Send).first().id;
        room()->say(&teacher, del);
        QTRY_COMPARE(teacher.of(MessageType::Delete).size(), 1);
        other.bells.deaf = !isHeardAgain;
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, who.id)))->lastReadMessage, del.refers);
        if (!isHeardAgain) {
            other.bells.deaf = false;
            Q_EMIT m_node->bells.connected();
            Q_EMIT other.bells.connected();
        }
        const auto told = [&](const QList<Participant> &people) {
            return std::ranges::find(people, who.id, &Participant::id)->lastReadMessage;
        };
        QTRY_COMPARE(told(room(&other)->participants()), del.refers);
        QTRY_COMPARE(told(*m_shared->presence.list(m_info.id).result()), del.refers);
        QVERIFY(!there.texts().contains(u"oops"_s));
    }

    void ownWordsOfSomebodyWhoSitsNowhereAreRead()
    {
        Listener teacher;
        enter(teacher, m_teacher);
        const Member away = ticket({u"u_colleague"_s, u"박선생"_s, PersonType::Teacher}).member;
        room()->post(away, text(u"1"_s), [](const auto &) {});
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, away.person.id)))->lastReadSeq, 1);
    }

    void whoReadsAndLeavesAtOnceHasRead()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(minjun.texts().size(), 1);
        const QString first = minjun.of(MessageType::Send)[0].id;
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{first}));
        room()->depart(&minjun, Departure::Left);
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, who.id)))->lastReadMessage, first);
    }

    void aReadMarkWaitsForADatabaseThatIsAway()
    {
        Listener teacher, minjun;
        enter(teacher, m_teacher);
        const Person who = student(minjun, u"민준"_s);
        room()->say(&teacher, text(u"1"_s));
        QTRY_COMPARE(minjun.texts().size(), 1);
        m_shared->store.broken = true;
        room()->say(&minjun, frame(MessageType::Read, payload::ReadMark{minjun.of(MessageType::Send)[0].id}));
        QTRY_COMPARE(teacher.of(MessageType::Read).size(), 1);
        m_shared->store.broken = false;
        QTRY_COMPARE((*wait(m_shared->store.member(m_info.id, who.id)))->lastReadSeq, 1);
        QCOMPARE(teacher.of(MessageType::Read).size(), 1);
    }
};

QTEST_GUILESS_MAIN(CatchUpTest)
#include "tst_catchup.moc"
