// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "common/protocol/RoomCode.h"
#include "server/store/SqlAttendanceLog.h"

using namespace lectern;
using namespace lectern::storetest;

/// Rooms, who has a place in them, who was there, and the files that were handed in.
class RoomsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_url = m_databases.fresh();
        m_house = std::make_unique<House>(m_url);
    }

    void cleanup() { m_house.reset(); }

    void aNewRoomHasACodeAndAnEpoch()
    {
        RoomInfo wish;
        wish.name = u"합창부"_s;
        wish.kind = RoomKind::Chat;
        wish.talk = Talk::All;
        wish.locked = true;
        wish.history = false;
        wish.ownerId = u"u_1"_s;
        wish.ownerName = u"김선생"_s;
        const RoomInfo made = valueOf(rooms().create(wish, 50));
        QCOMPARE(roomcode::normalized(made.id), made.id);
        QCOMPARE(made.epoch.size(), 26);
        QVERIFY(made.isOpen());
        QCOMPARE(valueOf(rooms().find(made.id)).value(), made);
        QVERIFY(!valueOf(rooms().find(u"NOSUCH"_s)));
        QVERIFY(m_house->makeRoom().epoch != made.epoch);
    }

    void changesWhatMayChangeAndNothingElse()
    {
        const RoomInfo before = m_house->makeRoom();
        const auto time = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC);
        RoomInfo expected = before;
        const auto stored = [&] { return valueOf(rooms().find(before.id)).value(); };
        valueOf(rooms().change(before.id, {.name = u"새 이름"_s, .talk = Talk::None}));
        expected.name = u"새 이름"_s;
        expected.talk = Talk::None;
        QCOMPARE(stored(), expected);
        valueOf(rooms().change(before.id, {.locked = true}));
        valueOf(rooms().change(before.id, {}));
        expected.locked = true;
        QCOMPARE(stored(), expected);
        valueOf(rooms().setTimer(before.id, {time, u"조별 활동"_s}));
        valueOf(rooms().setEnded(before.id, time));
        expected.timer = {time, u"조별 활동"_s};
        expected.endedAt = time;
        QCOMPARE(stored(), expected);
        QCOMPARE(valueOf(rooms().standing({before.id, u"NOSUCH"_s})), QList{expected});

        valueOf(rooms().setTimer(before.id, {}));
        valueOf(rooms().setEnded(before.id, {}));
        QVERIFY(stored().isOpen());
        QCOMPARE(stored().timer, payload::Timer{});
        QCOMPARE(codeOf(rooms().change(u"NOSUCH"_s, {.locked = true})), ErrorCode::RoomNotFound);
        QCOMPARE(codeOf(rooms().setEnded(u"NOSUCH"_s, time)), ErrorCode::RoomNotFound);
    }

    void anOwnerMayHaveSoManyOpenRooms()
    {
        const RoomInfo first = m_house->makeRoom();
        RoomInfo wish = first;
        valueOf(rooms().create(wish, 2));
        QCOMPARE(codeOf(rooms().create(wish, 2)), ErrorCode::RateLimited);
        valueOf(rooms().setEnded(first.id, QDateTime::currentDateTimeUtc()));
        valueOf(rooms().create(wish, 2));
        wish.ownerId = u"another"_s;
        valueOf(rooms().create(wish, 2));
    }

    void listsTheOpenOnesAndOnesOwn()
    {
        const RoomInfo open = m_house->makeRoom();
        const RoomInfo ended = m_house->makeRoom();
        valueOf(rooms().setEnded(ended.id, QDateTime::currentDateTimeUtc()));
        const RoomInfo visited = m_house->makeRoom(true, u"other"_s);
        const RoomInfo bannedFrom = m_house->makeRoom(true, u"other"_s);
        const Person kim{u"teacher-kim"_s, u"김선생"_s, PersonType::Teacher};
        valueOf(rooms().admit(visited.id, kim, {}));
        valueOf(rooms().admit(bannedFrom.id, kim, {}));
        valueOf(people().putOut(bannedFrom.id, kim.id, true));

        const auto ids = [](const QList<RoomInfo> &list) {
            QSet<QString> set;
            for (const RoomInfo &room : list)
                set.insert(room.id);
            return set;
        };
        QCOMPARE(ids(valueOf(rooms().list(kim.id, true))), (QSet<QString>{open.id, ended.id, visited.id}));
        QCOMPARE(ids(valueOf(rooms().list(kim.id, false))),
                 (QSet<QString>{open.id, visited.id, bannedFrom.id}));
        QCOMPARE(ids(valueOf(rooms().list(u"nobody"_s, true))), QSet<QString>{});

        RoomInfo newer = open;
        newer.createdAt = open.createdAt.addSecs(60);
        newer = valueOf(rooms().create(newer, 50));
        QCOMPARE(valueOf(rooms().list(kim.id, false)).first().id, newer.id);
    }

    void aRemovedRoomTakesEverythingWithIt()
    {
        const RoomInfo room = m_house->makeRoom();
        const RoomInfo other = m_house->makeRoom();
        SqlAttendanceLog attendance(m_house->database, u"node"_s);
        for (const QString &id : {room.id, other.id}) {
            const Member member = valueOf(rooms().admit(id, {{}, u"민준"_s, PersonType::Student}, {}));
            append(m_house->log, {text(id, member.person.id, u"안녕"_s)});
            attendance.entered(id, member.person, QDateTime::currentDateTimeUtc());
        }
        QCOMPARE(codeOf(rooms().remove(room.id)), ErrorCode::RoomNotFound); // is open
        valueOf(rooms().setEnded(room.id, QDateTime::currentDateTimeUtc()));
        valueOf(rooms().remove(room.id));
        QVERIFY(!valueOf(rooms().find(room.id)));
        for (const QString &table : {u"member"_s, u"message"_s, u"attendance"_s}) {
            const auto left = m_house->database.run<QList<QString>>([table](Sql &sql) {
                return sql.rows<QString>(u"SELECT room_id FROM "_s + table, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
            });
            QCOMPARE(valueOf(left), QList<QString>{other.id});
        }
        QCOMPARE(codeOf(rooms().remove(room.id)), ErrorCode::RoomNotFound);
    }

    void aRoomCanBeSeenTo()
    {
        RoomInfo lobby;
        lobby.id = u"LOBBY"_s;
        lobby.name = u"LOBBY"_s;
        lobby.kind = RoomKind::Chat;
        lobby.history = false;
        const RoomInfo made = valueOf(rooms().ensure(lobby));
        QVERIFY(!made.epoch.isEmpty());
        QVERIFY(!made.history);
        QCOMPARE(valueOf(rooms().ensure(lobby)), made);
        valueOf(rooms().setEnded(made.id, QDateTime::currentDateTimeUtc()));
        QCOMPARE(valueOf(rooms().ensure(lobby)), made);
        QCOMPARE(*valueOf(rooms().find(made.id)), made);
    }

    void namesAreToldApart()
    {
        const QString room = m_house->makeRoom().id;
        const auto join = [&](const QString &name) {
            return valueOf(rooms().admit(room, {{}, name, PersonType::Student}, {})).person;
        };
        const Person first = join(u"민준"_s);
        QCOMPARE(first.name, u"민준"_s);
        QVERIFY(first.id.startsWith(u"u_"_s));
        const Person second = join(u"민준"_s);
        QCOMPARE(second.name, u"민준 (2)"_s);
        QVERIFY(second.id != first.id);
        QCOMPARE(join(u"민준"_s).name, u"민준 (3)"_s);
        QCOMPARE(join(u"Anna"_s).name, u"Anna"_s);
        QCOMPARE(join(u"ANNA"_s).name, u"ANNA (2)"_s);
        QCOMPARE(join(u"김선생"_s).name, u"김선생 (2)"_s); // nobody passes for the teacher
        QCOMPARE(valueOf(rooms().admit(m_house->makeRoom().id, {{}, u"민준"_s, PersonType::Student}, {}))
                     .person.name,
                 u"민준"_s);
        QCOMPARE(codeOf(rooms().admit(u"NOSUCH"_s, {{}, u"민준"_s, PersonType::Student}, {})),
                 ErrorCode::RoomNotFound);
    }

    void namesAreToldApartWhenAllComeAtOnce()
    {
        const QString room = m_house->makeRoom().id;
        House other(m_url);
        QList<QFuture<Result<Member>>> joining;
        for (int i = 0; i < 30; ++i) {
            joining.append(rooms().admit(room, {{}, u"서연"_s, PersonType::Student}, {}));
            joining.append(other.rooms.admit(room, {{}, u"서연"_s, PersonType::Student}, {}));
        }
        QSet<QString> names;
        for (const auto &future : joining)
            names.insert(valueOf(future).person.name);
        QCOMPARE(names.size(), 60);
        QVERIFY(names.contains(u"서연"_s) && names.contains(u"서연 (60)"_s));
    }

    void aKnownDeviceKeepsItsPlaceAndItsBan()
    {
        const QString room = m_house->makeRoom().id;
        const Member first =
            valueOf(rooms().admit(room, {{}, u"민준"_s, PersonType::Student}, u"device-1"_s));
        valueOf(rooms().setSeen(room, first.person.id));
        valueOf(people().putOut(room, first.person.id, true));
        const Member again =
            valueOf(rooms().admit(room, {{}, u"다른 이름"_s, PersonType::Student}, u"device-1"_s));
        QCOMPARE(again.person, first.person);
        QVERIFY(again.banned);
        const Member other =
            valueOf(rooms().admit(room, {{}, u"민준"_s, PersonType::Student}, u"device-2"_s));
        QCOMPARE(other.person.name, u"민준 (2)"_s);
        QVERIFY(!other.banned);
        const QString elsewhere = m_house->makeRoom().id;
        QVERIFY(
            !valueOf(rooms().admit(elsewhere, {{}, u"민준"_s, PersonType::Student}, u"device-1"_s)).banned);
        valueOf(people().lift(room, first.person.id));
        QVERIFY(!valueOf(rooms().member(room, first.person.id))->banned);
    }

    void anAccountUsesItsOwnName()
    {
        const QString room = m_house->makeRoom().id;
        valueOf(rooms().admit(room, {{}, u"이선생"_s, PersonType::Student}, {}));
        Person lee{u"u_lee"_s, u"이선생"_s, PersonType::Teacher};
        QCOMPARE(valueOf(rooms().admit(room, lee, u"device-9"_s)).person, lee);
        valueOf(rooms().setSeen(room, lee.id));
        lee.name = u"이교감"_s;
        const Member renamed = valueOf(rooms().admit(room, lee, {}));
        QCOMPARE(renamed.person, lee);
        QVERIFY(renamed.seen);
        QCOMPARE(valueOf(rooms().member(room, lee.id)).value(), renamed);

        const Member guest =
            valueOf(rooms().admit(room, {{}, u"민준"_s, PersonType::Student}, u"device-9"_s));
        QVERIFY(guest.person.id != lee.id); // an account leaves no device behind
        QCOMPARE(valueOf(rooms().admit(room, {guest.person.id, u"바꾼 이름"_s, PersonType::Student}, {})),
                 guest);
    }

    void readingNeverGoesBack()
    {
        const QString room = m_house->makeRoom().id;
        const QString id = valueOf(rooms().admit(room, {{}, u"민준"_s, PersonType::Student}, {})).person.id;
        valueOf(rooms().setReadMarks(room, {{id, u"m5"_s, 5}}));
        valueOf(rooms().setReadMarks(room, {{id, u"m3"_s, 3}}));
        QCOMPARE(valueOf(rooms().member(room, id))->lastReadMessage, u"m5"_s);
        QCOMPARE(valueOf(rooms().member(room, id))->lastReadSeq, 5);
        QVERIFY(!valueOf(rooms().member(room, u"nobody"_s)));
        QCOMPARE(codeOf(people().putOut(room, u"nobody"_s, true)), ErrorCode::UserNotFound);
    }

    void attendanceKnowsWhoWasThereAndWhen()
    {
        const QString room = m_house->makeRoom().id;
        const Person minjun{u"u_1"_s, u"민준"_s, PersonType::Student},
            kim{u"u_2"_s, u"김선생"_s, PersonType::Teacher};
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
        SqlAttendanceLog here(m_house->database, u"node-a"_s), there(m_house->database, u"node-b"_s);
        here.entered(room, kim, now.addSecs(-60));
        here.entered(room, minjun, now.addSecs(-50));
        here.left(room, minjun.id, now.addSecs(-40));
        here.entered(room, minjun, now.addSecs(-30));
        there.entered(room, minjun, now.addSecs(-20)); // the seat moves to another node
        there.left(room, minjun.id, now.addSecs(-10));
        there.left(room, minjun.id, now); // nothing is open any more
        const auto stays = valueOf(here.stays(room));
        QCOMPARE(stays.size(), 3);
        QCOMPARE(stays[0].person, kim);
        QCOMPARE(stays[0].from, now.addSecs(-60));
        QVERIFY(!stays[0].to.isValid());
        QCOMPARE(stays[1].person, minjun);
        QCOMPARE(stays[1].to, now.addSecs(-40));
        QCOMPARE(stays[2].from, now.addSecs(-30));
        QCOMPARE(stays[2].to, now.addSecs(-10));
    }

    void aDeadNodesStaysEndWithItsLastSign()
    {
        const QString room = m_house->makeRoom().id;
        const Person minjun{u"u_1"_s, u"민준"_s, PersonType::Student};
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
        const QDateTime died = now.addSecs(-300);
        SqlAttendanceLog dead(m_house->database, u"node-dead"_s);
        dead.entered(room, minjun, now.addSecs(-900));
        QVERIFY(m_house->execute(u"UPDATE node SET seen_at = %1"_s.arg(died.toMSecsSinceEpoch())));
        auto stays = valueOf(dead.stays(room));
        QCOMPARE(stays.size(), 1);
        QCOMPARE(stays[0].to, died);

        SqlAttendanceLog alive(m_house->database, u"node-new"_s);
        alive.entered(room, minjun, now);
        stays = valueOf(alive.stays(room));
        QCOMPARE(stays.size(), 2);
        QCOMPARE(stays[0].to, died);
        QCOMPARE(stays[1].from, now);
        QVERIFY(!stays[1].to.isValid());
    }

private:
    SqlRoomStore &rooms() { return m_house->rooms; }
    SqlClassRegister &people() { return m_house->people; }
    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
};

QTEST_GUILESS_MAIN(RoomsTest)
#include "tst_rooms.moc"
