// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"
#include "server/store/LogCheck.h"
#include "server/store/MessageRow.h"
#include "server/store/PortableTables.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlAwaitedPeople.h"
#include "server/store/SqlBallotBox.h"
#include "server/store/SqlErasure.h"
#include "server/store/StorageUse.h"
#include "server/store/TraceSearch.h"

using namespace lectern;
using namespace lectern::storetest;

/// One student's data leave a room, and the log still proves itself, on either engine.
class ErasureTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<House> m_house;
    std::unique_ptr<FileRecords> m_records;
    std::unique_ptr<FileRemoval> m_removal;
    std::unique_ptr<SqlErasure> m_erasure;
    QStringList m_removedBytes;
    QString m_room;
    Person m_minjun, m_seoyeon;
    const Person m_kim{u"teacher-kim"_s, u"김선생"_s, PersonType::Teacher};

    Message said(const Person &who, const QString &words, const QString &ref = {})
    {
        Message message = text(m_room, who.id, words, ref);
        message.senderName = who.name;
        message.senderType = who.type;
        return message;
    }

    Message about(const Person &who, MessageType type, const QString &refers)
    {
        Message message = said(who, {});
        message.type = type;
        message.payload = {};
        message.refers = refers;
        return message;
    }

    FileRecord upload(const Person &who, AttachmentState state = AttachmentState::Ready)
    {
        FileRecord record;
        record.id = newUlid();
        record.roomId = m_room;
        record.uploaderId = who.id;
        record.name = who.name + u".png"_s;
        record.contentType = u"image/png"_s;
        record.size = 9;
        record.state = state;
        if (state == AttachmentState::Ready)
            record.sha256 = QString::fromLatin1(
                QCryptographicHash::hash(record.id.toLatin1(), QCryptographicHash::Sha256).toHex());
        record.createdAt = QDateTime::currentDateTimeUtc();
        valueOf(m_records->insert(record));
        return record;
    }

    Message carrying(const Person &who, const FileRecord &file)
    {
        Message message = said(who, u"그림"_s);
        message.type = MessageType::Image;
        message.attachment = attachmentOf(file);
        return message;
    }

    Person admit(const QString &name)
    {
        return valueOf(m_house->rooms.admit(m_room, {{}, name, PersonType::Student}, name)).person;
    }

    Result<Erased> erase(const Person &who) { return eraseFrom(m_room, who); }
    Result<Erased> eraseFrom(const QString &room, const Person &who)
    {
        const QFuture<Result<Erased>> erasing = m_erasure->erase(room, who.id, m_kim);
        if (!QTest::qWaitFor([&] { return erasing.isFinished(); }, 60'000)) qFatal("no answer");
        return erasing.result();
    }
    Traces look(const Person &who) { return valueOf(m_erasure->look(m_room, who.id)); }

    void verify()
    {
        const LogReport report = valueOf(m_house->database.read<LogReport>(checkLog));
        QVERIFY2(report.faults.isEmpty(),
                 qPrintable(report.faults.isEmpty() ? QString() : report.faults.first().what));
    }

    QStringList history() { return wordsOf(valueOf(m_house->log.read(m_room, Ask{.limit = 1'000}))); }

    /// Everything that stands anywhere in the database.
    QString everything()
    {
        return valueOf(m_house->database.read<QString>([](Sql &sql) -> Result<QString> {
            QString all;
            for (const PortableTable &table : portabletables::all()) {
                const auto columns = portabletables::columns(sql, table);
                if (!columns) return std::unexpected(columns.error());
                const auto read = portabletables::read(sql, table, *columns, [&](const QVariantList &row) {
                    for (const QVariant &value : row)
                        all += value.toString() + u'\n';
                });
                if (!read) return std::unexpected(read.error());
            }
            const auto awaited = sql.each(u"SELECT body FROM awaited"_s, {},
                                          [&](const SqlRow &row) { all += row.value(0).toString() + u'\n'; });
            if (!awaited) return std::unexpected(awaited.error());
            return all;
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_house = std::make_unique<House>(m_databases.fresh());
        m_records = std::make_unique<FileRecords>(m_house->database);
        m_removedBytes.clear();
        m_removal = std::make_unique<FileRemoval>(m_house->database, [this](Sql &, const QString &sha256) {
            m_removedBytes += sha256;
            return Result<void>();
        });
        m_erasure = std::make_unique<SqlErasure>(m_house->database, *m_removal);
        m_room = m_house->makeRoom().id;
        m_minjun = admit(u"민준"_s);
        m_seoyeon = admit(u"서연"_s);
    }
    void cleanup()
    {
        m_erasure.reset();
        m_removal.reset();
        m_records.reset();
        m_house.reset();
    }

    void wordsGo_andWhatOthersSaidStays()
    {
        const Message first = said(m_minjun, u"숙제를 했어요"_s, u"r1"_s),
                      other = said(m_seoyeon, u"숙제를 봤어요"_s);
        append(m_house->log, {said(m_kim, u"안녕하세요"_s), first, other, said(m_minjun, u"또 했어요"_s)});
        QCOMPARE(look(m_minjun).messages, 2);
        const auto erased = erase(m_minjun);
        QVERIFY(erased);
        QCOMPARE(erased->traces.messages, 2);
        QCOMPARE(erased->entries.size(), 3);
        QCOMPARE(erased->entries[0].refers, m_minjun.id);
        QCOMPARE(erased->entries[0].seq, 5);
        QCOMPARE(erased->entries[1].refers, first.id);
        QCOMPARE(erased->entries[1].sender, m_kim.id);
        QCOMPARE(erased->entries[2].seq, 7);

        QCOMPARE(history(), QStringList({u"안녕하세요"_s, u"숙제를 봤어요"_s}));
        const auto found = valueOf(m_house->log.read(m_room, Ask{.search = u"숙제"_s}));
        QCOMPARE(wordsOf(found), QStringList(u"숙제를 봤어요"_s));
        verify();
        QVERIFY(look(m_minjun).isEmpty());
        QVERIFY(!look(m_seoyeon).isEmpty());
        QCOMPARE(append(m_house->log, {said(m_kim, u"계속"_s)}).first()->message.seq, 8);
        verify();
    }

    void theNameStandsNowhere()
    {
        const Message mistake = said(m_minjun, u"실수"_s, u"민준의 ref"_s), taken = said(m_minjun, u"둘"_s);
        append(m_house->log,
               {mistake, taken, said(m_kim, u"셋"_s), about(m_minjun, MessageType::Delete, mistake.id)});
        append(m_house->log, {about(m_kim, MessageType::Delete, taken.id)});
        const FileRecord picture = upload(m_minjun, AttachmentState::Uploading);
        const Message shown = carrying(m_minjun, picture);
        append(m_house->log, {shown});
        Message ended = about(m_minjun, MessageType::Attachment, shown.id);
        ended.attachment = attachmentOf(picture);
        append(m_house->log, {ended});
        SqlAttendanceLog attendance(m_house->database, u"n"_s);
        attendance.entered(m_room, m_minjun, QDateTime::currentDateTimeUtc());
        valueOf(attendance.stays(m_room));
        SqlAwaitedPeople awaited(m_house->database, u"n"_s);
        Awaited absence;
        absence.roomId = m_room;
        absence.person.id = m_minjun.id;
        absence.person.name = m_minjun.name;
        absence.lastSeen = absence.until = QDateTime::currentDateTimeUtc();
        awaited.expect({absence});
        QCOMPARE(valueOf(awaited.of(m_room)).size(), 1);
        verify();
        QVERIFY(everything().contains(u"민준"_s));
        QCOMPARE(look(m_minjun).names, 3); // two that were deleted, and a deletion

        const auto erased = erase(m_minjun);
        QVERIFY(erased);
        // The first entry tells of the person, one each of a message, and of what they had deleted again.
        QCOMPARE(erased->entries.size(), 3);
        QVERIFY2(!everything().contains(u"민준"_s), qPrintable(everything()));
        QVERIFY(everything().contains(u"서연"_s));
        verify();
        QVERIFY(look(m_minjun).isEmpty());
    }

    void whatWasForThemAloneGoes()
    {
        Message alone = said(m_kim, u"민준에게만"_s);
        alone.targetType = TargetType::Student;
        alone.target = m_minjun.id;
        append(m_house->log, {alone, said(m_kim, u"모두에게"_s)});
        QVERIFY(erase(m_minjun));
        QCOMPARE(history(), QStringList(u"모두에게"_s));
        verify();
    }

    void theirFilesGo_whoeverShowsThem()
    {
        const FileRecord theirs = upload(m_minjun), unsent = upload(m_minjun), kims = upload(m_kim),
                         begun = upload(m_minjun, AttachmentState::Uploading);
        append(m_house->log, {carrying(m_minjun, theirs), carrying(m_kim, theirs), carrying(m_minjun, kims),
                              carrying(m_kim, kims)});
        const auto erased = erase(m_minjun);
        QVERIFY(erased);
        QCOMPARE(erased->traces.messages, 3);
        QCOMPARE(erased->traces.files, 3);
        for (const FileRecord &file : {theirs, unsent, begun})
            QVERIFY(!valueOf(m_records->find(file.id)));
        QVERIFY(valueOf(m_records->find(kims.id)));
        QVERIFY(m_removedBytes.contains(theirs.sha256) && m_removedBytes.contains(unsent.sha256));
        QVERIFY(!m_removedBytes.contains(kims.sha256));
        QCOMPARE(history().size(), 1);
        QCOMPARE(valueOf(StorageUse(m_house->database).ofRoom(m_room)) - kims.size,
                 valueOf(m_house->database.read<qint64>([](Sql &sql) -> Result<qint64> {
                     qint64 bytes = 0;
                     const auto read = sql.each(u"SELECT body FROM message"_s, {}, [&](const SqlRow &row) {
                         bytes += row.value(0).toString().toUtf8().size();
                     });
                     if (!read) return std::unexpected(read.error());
                     return bytes;
                 })));
        verify();
    }

    void votesStaysAndPlaceGo()
    {
        Message poll = about(m_kim, MessageType::Poll, {});
        poll.payload = payload::Poll{u"다 풀었나요?"_s, {u"네"_s, u"아니요"_s}};
        append(m_house->log, {poll});
        SqlBallotBox ballots(m_house->database);
        valueOf(ballots.save(m_room, {{poll.id, m_minjun.id, payload::Vote{{0}}},
                                      {poll.id, m_seoyeon.id, payload::Vote{{1}}}}));
        SqlAttendanceLog attendance(m_house->database, u"n"_s);
        for (const Person &who : {m_minjun, m_seoyeon})
            attendance.entered(m_room, who, QDateTime::currentDateTimeUtc());
        valueOf(attendance.stays(m_room));
        const auto erased = erase(m_minjun);
        QVERIFY(erased);
        QCOMPARE(erased->traces, (Traces{.votes = 1, .stays = 1, .place = true}));
        QCOMPARE(valueOf(ballots.open(m_room)).first().votes.keys(), QStringList(m_seoyeon.id));
        QCOMPARE(valueOf(attendance.stays(m_room)).size(), 1);
        QVERIFY(!valueOf(m_house->rooms.member(m_room, m_minjun.id)));
        QVERIFY(valueOf(m_house->rooms.member(m_room, m_seoyeon.id)));
        verify();
    }

    void manyMessagesGoInPieces()
    {
        QList<Message> all;
        for (int i = 0; i < 450; ++i)
            all += said(i % 9 == 0 ? m_seoyeon : m_minjun, QString::number(i));
        append(m_house->log, all);
        const auto erased = erase(m_minjun);
        QVERIFY(erased);
        QCOMPARE(erased->traces.messages, 400);
        QCOMPARE(erased->entries.size(), 401);
        for (qsizetype i = 0; i < erased->entries.size(); ++i)
            QCOMPARE(erased->entries[i].seq, 451 + i);
        QCOMPARE(history().size(), 50);
        verify();
    }

    void whereNothingIsNothingIsDone()
    {
        QVERIFY(erase(m_minjun));
        const qint64 last = valueOf(m_house->log.lastSeqs({m_room})).value(m_room);
        const auto again = erase(m_minjun);
        QVERIFY(again);
        QVERIFY(again->traces.isEmpty());
        QVERIFY(again->entries.isEmpty());
        QCOMPARE(valueOf(m_house->log.lastSeqs({m_room})).value(m_room), last);
    }

    void neitherAHostNorARoomThatIsNotThere()
    {
        QCOMPARE(codeOf(m_erasure->look(m_room, u"teacher-kim"_s)), ErrorCode::Forbidden);
        QCOMPARE(erase(m_kim).error().code, ErrorCode::Forbidden);
        QCOMPARE(codeOf(m_erasure->look(u"ZZZZZZ"_s, m_minjun.id)), ErrorCode::RoomNotFound);
    }

    void theOwnerOfAChatLosesTheName()
    {
        RoomInfo chat;
        chat.name = u"점심"_s;
        chat.kind = RoomKind::Chat;
        chat.ownerId = m_minjun.id;
        chat.ownerName = m_minjun.name;
        const QString chatId = valueOf(m_house->rooms.create(chat, 50)).id;
        QCOMPARE(valueOf(m_erasure->look(chatId, m_minjun.id)).names, 1);
        QVERIFY(eraseFrom(chatId, m_minjun));
        QVERIFY(erase(m_minjun));
        QVERIFY(!everything().contains(u"민준"_s));
    }

    void aRoomWithoutHistoryKeepsNoPlaceEither()
    {
        m_room = m_house->makeRoom(false).id;
        const Person guest = admit(u"민준"_s);
        const auto erased = erase(guest);
        QVERIFY(erased);
        QVERIFY(erased->traces.place);
        QVERIFY(erased->entries.isEmpty());
        QVERIFY(!valueOf(m_house->rooms.member(m_room, guest.id)));
    }

    void aDeletionThatIsBlankProvesNothing()
    {
        const Message first = said(m_minjun, u"하나"_s);
        append(m_house->log, {first, about(m_minjun, MessageType::Delete, first.id), said(m_kim, u"둘"_s)});
        QVERIFY(erase(m_minjun));
        verify();
        // As somebody would who wants a deletion to look as if nobody had to answer for it.
        const auto rows = valueOf(m_house->database.read<QList<MessageRow>>([](Sql &sql) {
            return sql.rows<MessageRow>(
                u"SELECT " LECTERN_MESSAGE_COLUMNS
                "FROM message WHERE type = 'delete' AND deleted = 0 ORDER BY seq DESC LIMIT 1"_s,
                {}, MessageRow::read);
        }));
        MessageRow last = rows.first();
        last.blank();
        QVERIFY(m_house->execute(
            u"UPDATE message SET deleted = 1, body = '%1' WHERE seq = %2"_s.arg(last.body).arg(last.seq)));
        QCOMPARE(valueOf(m_house->database.read<LogReport>(checkLog)).faults.first().seq, 1);
    }

    void peopleAreFoundByNameAndRoomsByPerson()
    {
        append(m_house->log, {said(m_minjun, u"하나"_s), said(m_kim, u"둘"_s)});
        const auto called = [this](const QString &name) {
            return valueOf(m_house->database.read<QStringList>(
                [&](Sql &sql) { return tracesearch::called(sql, m_room, name); }));
        };
        QCOMPARE(called(u"민준"_s), QStringList(m_minjun.id));
        QCOMPARE(called(u"김선생"_s), QStringList());
        QCOMPARE(called(u"지우"_s), QStringList());
        // The same name in another term, whose place went for its age.
        SqlAttendanceLog attendance(m_house->database, u"n"_s);
        attendance.entered(m_room, {u"u_another"_s, u"민준"_s, PersonType::Student},
                           QDateTime::currentDateTimeUtc());
        valueOf(attendance.stays(m_room));
        QCOMPARE(called(u"민준"_s).size(), 2);
        const QString other = m_house->makeRoom().id;
        valueOf(m_house->rooms.admit(other, {m_minjun.id, u"민준"_s, PersonType::Student}, {}));
        const auto rooms = [this](const QString &id) {
            return valueOf(
                m_house->database.read<QStringList>([&](Sql &sql) { return tracesearch::roomsOf(sql, id); }));
        };
        QStringList both{m_room, other};
        both.sort();
        QCOMPARE(rooms(m_minjun.id), both);
        QVERIFY(erase(m_minjun));
        QCOMPARE(rooms(m_minjun.id), QStringList(other));
    }
};

QTEST_GUILESS_MAIN(ErasureTest)
#include "tst_erasure.moc"
