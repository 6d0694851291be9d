// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlAwaitedPeople.h"
#include "tests/unit/store/StoreHouse.h"

#include <algorithm>

using namespace lectern;
using namespace lectern::storetest;
using namespace std::chrono_literals;

/// Those who are expected back.
class AwaitedTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
    QString m_room;

    static QDateTime now()
    {
        return QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
    }

    Awaited awaited(const QString &userId, std::chrono::milliseconds left = 10s)
    {
        Awaited one;
        one.roomId = m_room;
        const Person person = student(userId);
        one.person.id = person.id;
        one.person.name = person.name;
        one.person.serverId = u"gone"_s;
        one.person.joinedAt = now().addSecs(-60);
        one.person.handRaisedAt = now().addSecs(-5);
        one.person.lastReadMessage = u"01M"_s;
        one.lastSeen = now();
        one.until = now() + left;
        return one;
    }

    static QStringList idsOf(const QList<Awaited> &people)
    {
        QStringList ids;
        for (const Awaited &one : people)
            ids.append(one.person.id);
        ids.sort();
        return ids;
    }

    Person admit(const QString &roomId, const Person &person)
    {
        return valueOf(m_house->rooms.admit(roomId, person, {})).person;
    }
    Person student(const QString &id) { return student(id, m_room); }
    Person student(const QString &id, const QString &roomId)
    {
        return admit(roomId, {id, u"이름 "_s + id, PersonType::Student});
    }

private Q_SLOTS:
    void init()
    {
        m_url = m_databases.fresh();
        m_house = std::make_unique<House>(m_url);
        m_room = m_house->makeRoom().id;
    }

    void keepsThemAsTheyWere()
    {
        SqlAwaitedPeople list(m_house->database, u"here"_s);
        const Awaited one = awaited(u"u_1"_s);
        list.expect({one, awaited(u"u_2"_s)});
        QCOMPARE(idsOf(valueOf(list.of(m_room))), QStringList({u"u_1"_s, u"u_2"_s}));
        Awaited again = one;
        again.reason = LeaveReason::Orphaned;
        list.expect({again});
        const auto people = valueOf(list.of(m_room));
        QCOMPARE(people.size(), 2);
        const auto found = *std::ranges::find(people, u"u_1"_s, [](const Awaited &a) { return a.person.id; });
        QCOMPARE(found.person, one.person);
        QCOMPARE(found.lastSeen, one.lastSeen);
        QCOMPARE(found.until, one.until);
        QVERIFY(found.reason == LeaveReason::Orphaned);
        QVERIFY(valueOf(list.of(u"ABCDEF"_s)).isEmpty());
        list.forget(m_room);
        QVERIFY(valueOf(list.of(m_room)).isEmpty());
    }

    /// A node that has not heard of it yet speaks for them all the same.
    void whoHasBeenErasedIsNotExpected()
    {
        SqlAwaitedPeople list(m_house->database, u"here"_s);
        const Awaited erased = awaited(u"u_1"_s);
        QVERIFY(m_house->execute(u"DELETE FROM member"_s));
        list.expect({erased, awaited(u"u_2"_s)});
        QCOMPARE(idsOf(valueOf(list.of(m_room))), QStringList{u"u_2"_s});
    }

    void whoComesOrLeavesIsExpectedNoMore()
    {
        SqlAwaitedPeople list(m_house->database, u"here"_s);
        SqlAttendanceLog attendance(m_house->database, u"here"_s);
        list.expect({awaited(u"u_back"_s), awaited(u"u_left"_s), awaited(u"u_out"_s)});
        attendance.entered(m_room, student(u"u_back"_s), now());
        attendance.left(m_room, u"u_left"_s, now());
        QCOMPARE(idsOf(valueOf(list.of(m_room))), QStringList{u"u_out"_s});
        QCOMPARE(valueOf(attendance.serverOf(m_room, u"u_back"_s)), u"here"_s);
        QCOMPARE(valueOf(attendance.serverOf(m_room, u"u_left"_s)), QString());
    }

    void eachIsGivenToOneOfTwoNodes()
    {
        House other(m_url);
        SqlAwaitedPeople here(m_house->database, u"here"_s), there(other.database, u"there"_s);
        QList<Awaited> people;
        for (int i = 0; i < 200; ++i)
            people.append(awaited(u"u_%1"_s.arg(i), i < 150 ? -1s : 1h));
        here.expect(people);
        QCOMPARE(valueOf(here.of(m_room)).size(), 200);
        const auto mine = here.takeOverdue();
        const auto theirs = there.takeOverdue();
        const auto all = idsOf(valueOf(mine)) + idsOf(valueOf(theirs));
        QCOMPARE(all.size(), 150);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 150);
        QCOMPARE(valueOf(there.of(m_room)).size(), 50);
        QVERIFY(valueOf(here.takeOverdue()).isEmpty());
    }

    void whoseNodeDiedIsTakenUp()
    {
        const RoomInfo lesson = m_house->makeRoom();
        const RoomInfo over = m_house->makeRoom();
        const Person kim{u"teacher-kim"_s, u"김선생"_s, PersonType::Teacher};
        SqlAttendanceLog dead(m_house->database, u"dead"_s), here(m_house->database, u"here"_s);
        const QDateTime came = now().addSecs(-600);
        dead.entered(lesson.id, admit(lesson.id, kim), came);
        dead.entered(lesson.id, student(u"u_1"_s, lesson.id), came);
        dead.entered(lesson.id, student(u"u_left"_s, lesson.id), came);
        dead.left(lesson.id, u"u_left"_s, now());
        dead.entered(over.id, student(u"u_2"_s, over.id), came);
        here.entered(lesson.id, student(u"u_here"_s, lesson.id), came);
        valueOf(m_house->rooms.setEnded(over.id, now()));

        SqlAwaitedPeople list(m_house->database, u"here"_s);
        list.adopt(now().addSecs(-75), {10s, 30s});
        QVERIFY(valueOf(list.of(lesson.id)).isEmpty()); // it has given a sign
        const QDateTime before = now();
        list.adopt(now().addSecs(1), {10s, 30s});
        const auto people = valueOf(list.of(lesson.id));
        QCOMPARE(idsOf(people), QStringList({u"teacher-kim"_s, u"u_1"_s}));
        for (const Awaited &one : people) {
            const bool host = one.person.id == kim.id;
            QVERIFY(one.reason == LeaveReason::Orphaned);
            QCOMPARE(one.person.joinedAt, came);
            QCOMPARE(one.person.serverId, u"dead"_s);
            QVERIFY(one.person.type == (host ? PersonType::Teacher : PersonType::Student));
            QVERIFY(one.lastSeen >= came && one.lastSeen <= before);
            const auto wait = std::chrono::milliseconds(before.msecsTo(one.until));
            QVERIFY2(host ? wait >= 30s && wait < 35s : wait >= 10s && wait < 15s, qPrintable(one.person.id));
        }
        QVERIFY(valueOf(list.of(over.id)).isEmpty());
    }

    void whoHadNowhereToComeBackToGetsTime()
    {
        const Person kim{u"teacher-kim"_s, u"김선생"_s, PersonType::Teacher};
        SqlAwaitedPeople list(m_house->database, u"here"_s);
        list.expect({awaited(kim.id, -1min), awaited(u"u_late"_s, -1min), awaited(u"u_early"_s, 1h)});
        list.extend({10s, 30s});
        QVERIFY(valueOf(list.takeOverdue()).isEmpty());
        for (const Awaited &one : valueOf(list.of(m_room))) {
            const auto wait = std::chrono::milliseconds(now().msecsTo(one.until));
            const auto least = one.person.id == kim.id ? 30s : one.person.id == u"u_late"_s ? 10s : 3'600s;
            QVERIFY2(wait > least - 5s && wait <= least, qPrintable(one.person.id));
        }
    }
};

QTEST_GUILESS_MAIN(AwaitedTest)
#include "tst_awaited.moc"
