// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/LogCheck.h"
#include "server/store/OldData.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlBallotBox.h"
#include "server/store/StorageUse.h"

using namespace lectern;
using namespace lectern::storetest;

namespace {

constexpr qint64 kDay = 86'400'000;

/// Between what the tests call old and what they call young.
QDateTime limit()
{
    static const QDateTime time = QDateTime::currentDateTimeUtc().addDays(-100);
    return time;
}

} // namespace

/// What is let go of for its age, and what is not, on either engine.
class OldDataTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<House> m_house;
    std::unique_ptr<OldData> m_old;
    QString m_room;

    static Message aged(Message message, int days)
    {
        message.sentAt = message.sentAt.addDays(-days);
        return message;
    }
    Message old(const QString &words) { return aged(text(m_room, u"s1"_s, words), 200); }
    Message young(const QString &words) { return aged(text(m_room, u"s1"_s, words), 50); }

    Message deletionOf(const Message &said)
    {
        Message deletion = young({});
        deletion.type = MessageType::Delete;
        deletion.payload = {};
        deletion.refers = said.id;
        return deletion;
    }

    int prune() { return valueOf(m_old->prune(m_room, limit())); }

    QStringList history() { return wordsOf(valueOf(m_house->log.read(m_room, Ask{.limit = 1'000}))); }

    qint64 number(const QString &query)
    {
        return valueOf(m_house->database.read<qint64>([query](Sql &sql) -> Result<qint64> {
            const auto found =
                sql.row<qint64>(query, {}, [](const SqlRow &row) { return row.value(0).toLongLong(); });
            if (!found) return std::unexpected(found.error());
            return found->value_or(-1);
        }));
    }

    void verify() { QCOMPARE(valueOf(m_house->database.read<LogReport>(checkLog)).faults.size(), 0); }

    QSet<QString> roomIds()
    {
        QSet<QString> ids;
        for (const RoomInfo &room : valueOf(m_house->rooms.list(u"teacher-kim"_s, true)))
            ids.insert(room.id);
        return ids;
    }

private Q_SLOTS:
    void init()
    {
        m_house = std::make_unique<House>(m_databases.fresh());
        m_old = std::make_unique<OldData>(m_house->database);
        m_room = m_house->makeRoom().id;
    }
    void cleanup()
    {
        m_old.reset();
        m_house.reset();
    }

    void theBeginningOfALogGoes_neverWhatIsBehindAYoungerMessage()
    {
        append(m_house->log, {old(u"가"_s), old(u"나"_s), young(u"다"_s), old(u"라"_s), young(u"마"_s)});
        QCOMPARE(valueOf(m_old->roomsToPrune(limit())), QStringList(m_room));
        QCOMPARE(prune(), 2);
        QCOMPARE(prune(), 0);
        QCOMPARE(history(), QStringList({u"다"_s, u"라"_s, u"마"_s}));
        QCOMPARE(valueOf(m_house->log.prunedSeq(m_room)), 2);
        verify();
        QCOMPARE(append(m_house->log, {young(u"바"_s)}).first()->message.seq, 6);
        verify();
    }

    void aLogOfWhichNothingIsLeftGoesOnWhereItWas()
    {
        append(m_house->log, {old(u"가"_s), old(u"나"_s)});
        QCOMPARE(prune(), 2);
        QCOMPARE(history(), QStringList());
        verify();
        QCOMPARE(valueOf(m_old->roomsToPrune(limit())), QStringList());
        QCOMPARE(append(m_house->log, {young(u"다"_s)}).first()->message.seq, 3);
        QCOMPARE(prune(), 0);
        verify();
        QCOMPARE(history(), QStringList(u"다"_s));
    }

    void aLongLogGoesInPieces()
    {
        QList<Message> said;
        for (int i = 0; i < 450; ++i)
            said += old(QString::number(i));
        append(m_house->log, said + QList<Message>{young(u"끝"_s)});
        QList<int> pieces;
        while (pieces.isEmpty() || pieces.last() > 0)
            pieces += prune();
        QCOMPARE(pieces, QList<int>({200, 200, 50, 0}));
        QCOMPARE(history(), QStringList(u"끝"_s));
        verify();
    }

    void whatIsGoneIsNeitherFoundNorCounted()
    {
        append(m_house->log, {young(u"숙제를 냈어요"_s)});
        const qint64 one = valueOf(StorageUse(m_house->database).ofRoom(m_room));
        m_room = m_house->makeRoom().id;
        append(m_house->log, {old(u"숙제를 봤어요"_s), young(u"숙제를 냈어요"_s)});
        m_house->index();
        QCOMPARE(prune(), 1);
        QCOMPARE(valueOf(StorageUse(m_house->database).ofRoom(m_room)), one);
        const auto found = valueOf(m_house->log.read(m_room, Ask{.search = u"숙제"_s}));
        QCOMPARE(wordsOf(found), QStringList(u"숙제를 냈어요"_s));
        if (!m_databases.arePostgres())
            QVERIFY(m_house->execute(
                u"INSERT INTO message_search (message_search) VALUES ('integrity-check')"_s));
    }

    void aDeletionOutlivesWhatItDeleted()
    {
        const Message mistake = old(u"실수"_s);
        append(m_house->log, {old(u"가"_s), mistake, young(u"나"_s)});
        append(m_house->log, {deletionOf(mistake)});
        QCOMPARE(prune(), 2);
        QCOMPARE(history(), QStringList(u"나"_s));
        verify();
    }

    void votesGoWithTheirPoll()
    {
        Message before = aged(text(m_room, u"teacher-kim"_s, {}), 200);
        before.type = MessageType::Poll;
        before.payload = payload::Poll{u"다 풀었나요?"_s, {u"네"_s, u"아니요"_s}};
        Message after = before;
        after.id = newUlid();
        after.sentAt = after.sentAt.addDays(150);
        append(m_house->log, {before, after});
        SqlBallotBox ballots(m_house->database);
        valueOf(ballots.save(
            m_room, {{before.id, u"s1"_s, payload::Vote{{0}}}, {after.id, u"s1"_s, payload::Vote{{1}}}}));
        QCOMPARE(prune(), 1);
        const auto open = valueOf(ballots.open(m_room));
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().poll.id, after.id);
        QCOMPARE(number(u"SELECT count(*) FROM vote"_s), 1);
    }

    void roomsGoWhenTheyEndedLongAgo()
    {
        append(m_house->log, {old(u"가"_s), young(u"나"_s)});
        valueOf(m_house->rooms.setEnded(m_room, limit().addDays(-1)));
        const QString open = m_house->makeRoom().id;
        const RoomInfo fresh = m_house->makeRoom();
        valueOf(m_house->rooms.setEnded(fresh.id, limit().addDays(1)));

        QCOMPARE(valueOf(m_old->roomsToRemove(limit())), QStringList(m_room));
        QVERIFY(valueOf(m_old->removeRoom(m_room, limit())));
        QVERIFY(!valueOf(m_old->removeRoom(m_room, limit())));
        QCOMPARE(roomIds(), QSet<QString>({open, fresh.id}));
        QCOMPARE(number(u"SELECT count(*) FROM message"_s), 0);
    }

    void aRoomThatWasReopenedStays()
    {
        valueOf(m_house->rooms.setEnded(m_room, limit().addDays(-1)));
        QCOMPARE(valueOf(m_old->roomsToRemove(limit())), QStringList(m_room));
        valueOf(m_house->rooms.setEnded(m_room, {}));
        QVERIFY(!valueOf(m_old->removeRoom(m_room, limit())));
        QCOMPARE(roomIds(), QSet<QString>({m_room}));
    }

    void staysGoOnceTheyAreOver()
    {
        const QDateTime before = limit().addDays(-1), after = limit().addDays(1);
        SqlAttendanceLog here(m_house->database, u"living"_s), there(m_house->database, u"dead"_s);
        const auto person = [](const QString &name) { return Person{name, name, PersonType::Student}; };
        here.entered(m_room, person(u"gone"_s), before);
        here.left(m_room, u"gone"_s, before.addSecs(60));
        here.entered(m_room, person(u"gone later"_s), before);
        here.left(m_room, u"gone later"_s, after);
        here.entered(m_room, person(u"still here"_s), before);
        there.entered(m_room, person(u"orphan"_s), before);
        valueOf(here.stays(m_room));
        QVERIFY(m_house->execute(u"UPDATE node SET seen_at = %1 WHERE server_id = 'dead'"_s.arg(
            limit().toMSecsSinceEpoch() - kDay)));

        QCOMPARE(valueOf(m_old->removeStays(limit())), 2);
        QCOMPARE(valueOf(m_old->removeStays(limit())), 0);
        QStringList left;
        for (const Stay &stay : valueOf(here.stays(m_room)))
            left += stay.person.id;
        left.sort();
        QCOMPARE(left, QStringList({u"gone later"_s, u"still here"_s}));
    }

    void whoIsThereStays_howeverShortATimeIsKept()
    {
        SqlAttendanceLog here(m_house->database, u"living"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        here.entered(m_room, {u"s1"_s, u"민준"_s, PersonType::Student}, now.addSecs(-60));
        valueOf(here.stays(m_room));
        QVERIFY(
            m_house->execute(u"UPDATE node SET seen_at = %1"_s.arg(now.addSecs(-30).toMSecsSinceEpoch())));
        QCOMPARE(valueOf(m_old->removeStays(now.addSecs(-1))), 0);
    }

    void placesGoWithTheLastTraceOfTheirPerson()
    {
        append(m_house->log, {old(u"가"_s), young(u"나"_s)});
        const auto admit = [this](const QString &name) {
            return valueOf(m_house->rooms.admit(m_room, {{}, name, PersonType::Student}, {})).person.id;
        };
        const QString deserted = admit(u"떠난 사람"_s), read = admit(u"읽은 사람"_s),
                      came = admit(u"온 사람"_s);
        QVERIFY(
            m_house->execute(u"UPDATE member SET created_at = %1"_s.arg(limit().toMSecsSinceEpoch() - kDay)));
        const QString fresh = admit(u"새 사람"_s);
        valueOf(m_house->rooms.setReadMarks(m_room, {{deserted, u"m1"_s, 1}, {read, u"m2"_s, 2}}));
        SqlAttendanceLog attendance(m_house->database, u"n"_s);
        attendance.entered(m_room, {came, u"온 사람"_s, PersonType::Student}, limit().addDays(1));
        attendance.left(m_room, came, limit().addDays(2));
        valueOf(attendance.stays(m_room));

        QCOMPARE(valueOf(m_old->removePlaces(limit())), 0); // what they have read is there still
        QCOMPARE(prune(), 1);
        QCOMPARE(valueOf(m_old->removePlaces(limit())), 1);
        QCOMPARE(valueOf(m_old->removePlaces(limit())), 0);
        QVERIFY(!valueOf(m_house->rooms.member(m_room, deserted)));
        for (const QString &id : {read, came, fresh})
            QVERIFY(valueOf(m_house->rooms.member(m_room, id)));
    }
};

QTEST_GUILESS_MAIN(OldDataTest)
#include "tst_olddata.moc"
