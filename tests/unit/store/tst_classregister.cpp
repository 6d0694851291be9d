// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/SqlAttendanceLog.h"

using namespace lectern;
using namespace lectern::storetest;

/// What the host settles about people, as it is kept: bans, mutes, names, whom they expect, who helps.
class ClassRegisterTest : public QObject
{
    Q_OBJECT

    Member admit(const QString &name, const QString &device = {})
    {
        return valueOf(rooms().admit(m_room, {{}, name, PersonType::Student}, device));
    }
    Member stored(const Member &member) { return *valueOf(rooms().member(m_room, member.person.id)); }
    QStringList taken()
    {
        QStringList names;
        for (const ExpectedName &each : valueOf(people().roster(m_room)))
            names.append(each.taken ? each.name + u'!' : each.name);
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_house = std::make_unique<House>(m_databases.fresh());
        m_room = m_house->makeRoom(true, u"u_teacher"_s).id;
    }
    void cleanup() { m_house.reset(); }

    void aBanIsListedUntilItIsLifted()
    {
        const Member first = admit(u"민준"_s, u"phone"_s);
        const Member second = admit(u"서연"_s);
        valueOf(rooms().setSeen(m_room, first.person.id));
        const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
        valueOf(people().putOut(m_room, first.person.id, true));
        valueOf(people().putOut(m_room, second.person.id, false));
        const auto bans = valueOf(people().bans(m_room));
        QCOMPARE(bans.size(), 1);
        QCOMPARE(bans.first().userId, first.person.id);
        QCOMPARE(bans.first().name, u"민준"_s);
        QVERIFY(bans.first().since > before);
        QVERIFY(stored(first).banned && !stored(first).seen);

        valueOf(people().lift(m_room, first.person.id));
        QVERIFY(valueOf(people().bans(m_room)).isEmpty());
        QVERIFY(!stored(first).banned && stored(first).seen);
        QCOMPARE(codeOf(people().lift(m_room, second.person.id)), ErrorCode::UserNotFound);
        QCOMPARE(codeOf(people().putOut(m_room, u"nobody"_s, true)), ErrorCode::UserNotFound);
    }

    void aMuteHoldsUntilTheClassEnds()
    {
        const Member minjun = admit(u"민준"_s, u"phone"_s);
        valueOf(people().setMuted(m_room, minjun.person.id, true));
        QVERIFY(admit(u"다른 이름"_s, u"phone"_s).muted);
        QVERIFY(valueOf(people().standings(m_room)).first().muted);
        valueOf(rooms().setEnded(m_room, QDateTime::currentDateTimeUtc()));
        QVERIFY(!stored(minjun).muted);
        QCOMPARE(codeOf(people().setMuted(m_room, u"nobody"_s, true)), ErrorCode::UserNotFound);
    }

    void namesAreToldApartAndKeptWithTheSeat()
    {
        const Member minjun = admit(u"ㅋㅋ"_s, u"phone"_s);
        admit(u"서연"_s);
        SqlAttendanceLog attendance(m_house->database, u"node-1"_s);
        attendance.entered(m_room, minjun.person, QDateTime::currentDateTimeUtc());
        const payload::Rename names =
            valueOf(people().rename(m_room, minjun.person.id, {u"서연"_s, u"김민준"_s}));
        QCOMPARE(names, (payload::Rename{u"서연 (2)"_s, u"김민준"_s}));
        QCOMPARE(admit(u"누구"_s, u"phone"_s).realName, u"김민준"_s);
        QCOMPARE(stored(minjun).person.name, u"서연 (2)"_s);
        // One's own name is not taken.
        QCOMPARE(valueOf(people().rename(m_room, minjun.person.id, {u"서연 (2)"_s})).name, u"서연 (2)"_s);
        const Stay stay = valueOf(attendance.stays(m_room)).first();
        QCOMPARE(stay.person.name, u"서연 (2)"_s);
        QCOMPARE(stay.realName, u"김민준"_s);

        const Person lee{u"u_lee"_s, u"이선생"_s, PersonType::Teacher};
        valueOf(rooms().admit(m_room, lee, {}));
        QCOMPARE(codeOf(people().rename(m_room, lee.id, {u"다른"_s})), ErrorCode::Forbidden);
        QCOMPARE(codeOf(people().rename(m_room, u"nobody"_s, {u"다른"_s})), ErrorCode::UserNotFound);
    }

    void theRosterKnowsWhoIsThere()
    {
        QVERIFY(taken().isEmpty());
        valueOf(people().setRoster(m_room, {u"서연"_s, u"김민준"_s, u"ＡＢＣ"_s}));
        admit(u"김민준"_s);
        admit(u"abc"_s);
        QCOMPARE(taken(), QStringList({u"서연"_s, u"김민준!"_s, u"ＡＢＣ!"_s}));
        valueOf(people().setRoster(m_room, {u"하나"_s}));
        QCOMPARE(taken(), QStringList{u"하나"_s});
        valueOf(people().setRoster(m_room, {}));
        QVERIFY(taken().isEmpty());
    }

    void aRoomKeepsItsAssistantsItsNamesAndItsNewHost()
    {
        const Member helper = admit(u"민준"_s);
        const Person lee{u"u_lee"_s, u"이선생"_s, PersonType::Teacher};
        valueOf(rooms().admit(m_room, lee, {}));
        payload::RoomUpdate change;
        change.names = Names::Hidden;
        change.assistants = QStringList{helper.person.id, lee.id};
        valueOf(rooms().change(m_room, change));
        RoomInfo room = *valueOf(rooms().find(m_room));
        QVERIFY(room.names == Names::Hidden);
        QCOMPARE(room.assistants, *change.assistants);

        payload::RoomUpdate handOver;
        handOver.host = lee.id;
        valueOf(rooms().change(m_room, handOver));
        room = *valueOf(rooms().find(m_room));
        QCOMPARE(room.ownerId, lee.id);
        QCOMPARE(room.ownerName, lee.name);
        QVERIFY(valueOf(rooms().member(m_room, u"u_teacher"_s)));

        change.assistants = QStringList{u"nobody"_s};
        QCOMPARE(codeOf(rooms().change(m_room, change)), ErrorCode::UserNotFound);
        handOver.host = u"nobody"_s;
        QCOMPARE(codeOf(rooms().change(m_room, handOver)), ErrorCode::UserNotFound);
        QCOMPARE(valueOf(rooms().find(m_room)).value(), room);
    }

private:
    SqlRoomStore &rooms() { return m_house->rooms; }
    SqlClassRegister &people() { return m_house->people; }

    TestDatabases m_databases;
    std::unique_ptr<House> m_house;
    QString m_room;
};

QTEST_GUILESS_MAIN(ClassRegisterTest)
#include "tst_classregister.moc"
