// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/FileRecords.h"
#include "server/store/LogCheck.h"

using namespace lectern;
using namespace lectern::storetest;

/// The log of a room: numbered, deduplicated, read back by those who may.
class MessageLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_url = m_databases.fresh();
        m_house = std::make_unique<House>(m_url);
        m_room = m_house->makeRoom().id;
    }

    void cleanup() { m_house.reset(); }

    void numbersFromOneInTheOrderOfTheCalls()
    {
        QList<Message> messages;
        for (int i = 0; i < 500; ++i)
            messages.append(text(m_room, u"s1"_s, QString::number(i)));
        const auto answers = append(m_house->log, messages);
        for (int i = 0; i < 500; ++i) {
            QVERIFY(answers[i]);
            QCOMPARE(answers[i]->message.seq, i + 1);
            QCOMPARE(answers[i]->message.id, messages[i].id);
        }
        QCOMPARE(valueOf(m_house->log.lastSeqs({m_room})).value(m_room), 500);
        const auto stored = valueOf(m_house->log.read(m_room, Ask{.after = 0, .limit = 1000}));
        QCOMPARE(stored.size(), 500);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(stored[i], answers[i]->message);
    }

    void countsWhatItStoresAndHowLongThatTakes()
    {
        const Message once = text(m_room, u"s1"_s, u"안녕"_s, u"c1"_s);
        append(m_house->log,
               {once, text(m_room, u"s1"_s, u"또"_s), once, text(u"NOROOM"_s, u"s1"_s, u"?"_s)});
        const LogTally &tally = m_house->log.tally();
        QCOMPARE(tally.stored, 2u);
        QCOMPARE(tally.repeated, 1u);
        QCOMPARE(tally.refused, 1u);
        QCOMPARE(tally.batch.sum(), 4.0);
        QVERIFY(tally.commit.sum() > 0);
    }

    void answersNeverFromWithinTheCall()
    {
        bool answered = false;
        m_house->log.append(text(m_room, u"s1"_s, u"안녕"_s), [&](auto) { answered = true; });
        m_house->database.run<int>([](Sql &sql) { return sql.execute(u"SELECT 1"_s); }).waitForFinished();
        QVERIFY(!answered);
        QTRY_VERIFY(answered);
    }

    void keepsEveryFieldOfEveryLoggedType()
    {
        Message plain =
            text(m_room, u"student-1"_s, u"줄1\n줄2 \"quoted\" \\ 👩‍🏫 \u0001"_s, u"c1"_s);
        plain.targetType = TargetType::Teacher;
        plain.target = u"teacher-kim"_s;
        plain.refers = u"01J0000000000000000000000A"_s;
        Message image = text(m_room, u"teacher-kim"_s, u"칠판"_s);
        image.type = MessageType::Image;
        FileRecord file{.id = u"01F"_s,
                        .roomId = m_room,
                        .name = u"칠판.png"_s,
                        .contentType = u"image/png"_s,
                        .size = 4096,
                        .sha256 = QString(64, u'a'),
                        .width = 640,
                        .height = 480,
                        .createdAt = QDateTime::currentDateTimeUtc()};
        valueOf(FileRecords(m_house->database).insert(file));
        image.attachment = attachmentOf(file);
        Message poll = text(m_room, u"teacher-kim"_s, {});
        poll.type = MessageType::Poll;
        poll.payload = payload::Poll{u"이해했나요?"_s, {u"예"_s, u"아니요"_s}, true, false, false};
        Message closing = text(m_room, u"teacher-kim"_s, {});
        closing.type = MessageType::Poll;
        closing.refers = poll.id;
        closing.payload = payload::PollClose{true};
        Message result = text(m_room, u"teacher-kim"_s, {});
        result.type = MessageType::PollResult;
        result.refers = poll.id;
        result.payload = payload::PollResult{{12, 9}, 21, QList<QString>{u"음"_s}, true};

        QList<Message> messages{plain, image, poll, closing, result};
        append(m_house->log, messages);
        const auto stored = valueOf(m_house->log.read(m_room, {}));
        QCOMPARE(stored.size(), messages.size());
        for (int i = 0; i < messages.size(); ++i) {
            messages[i].seq = i + 1;
            QCOMPARE(stored[i], messages[i]);
        }
        QCOMPARE(valueOf(m_house->log.find(m_room, image.id)).value(), messages[1]);
        QVERIFY(!valueOf(m_house->log.find(m_room, u"01NOBODY"_s)));
    }

    void aRepeatedRefIsStoredOnce()
    {
        const Message first = text(m_room, u"s1"_s, u"한 번"_s, u"c1"_s);
        Message again = text(m_room, u"s1"_s, u"두 번"_s, u"c1"_s);
        const Message other = text(m_room, u"s2"_s, u"다른 사람"_s, u"c1"_s);
        const auto answers = append(m_house->log, {first, again, other});
        QVERIFY(!answers[0]->duplicate);
        QVERIFY(answers[1]->duplicate);
        QCOMPARE(answers[1]->message, answers[0]->message);
        QVERIFY(!answers[2]->duplicate);
        QCOMPARE(answers[2]->message.seq, 2);
        QCOMPARE(valueOf(m_house->log.findRef(m_room, u"s1"_s, u"c1"_s)).value(), answers[0]->message);
        QVERIFY(!valueOf(m_house->log.findRef(m_room, u"s3"_s, u"c1"_s)));
        QVERIFY(!valueOf(m_house->log.findRef(m_room, u"s1"_s, QString())));

        again.id = newUlid();
        QVERIFY(append(m_house->log, {again})[0]->duplicate);
        QCOMPARE(valueOf(m_house->log.lastSeqs({m_room})).value(m_room), 2);
    }

    void oneBadMessageDoesNotHurtTheOthers()
    {
        const Message good = text(m_room, u"s1"_s, u"앞"_s);
        Message sameId = text(m_room, u"s1"_s, u"같은 번호"_s);
        sameId.id = good.id;
        Message unknown = text(m_room, u"s1"_s, {});
        unknown.type = MessageType::Delete;
        unknown.payload = {};
        unknown.refers = u"01NOTHING"_s;
        const Message elsewhere = text(u"ZZZZZZ"_s, u"s1"_s, u"없는 방"_s);
        const Message last = text(m_room, u"s1"_s, u"뒤"_s);

        const auto answers = append(m_house->log, {good, sameId, unknown, elsewhere, last});
        QCOMPARE(answers[0]->message.seq, 1);
        QCOMPARE(answers[1].error().code, ErrorCode::BadRequest);
        QCOMPARE(answers[2].error().code, ErrorCode::MessageNotFound);
        QCOMPARE(answers[3].error().code, ErrorCode::RoomNotFound);
        QCOMPARE(answers[4]->message.seq, 2);
        QCOMPARE(wordsOf(valueOf(m_house->log.read(m_room, {}))), QStringList({u"앞"_s, u"뒤"_s}));
        QVERIFY(m_house->database.isHealthy());
    }

    void whatTheDatabaseDoesNotTakeHurtsNobodyElse()
    {
        QVERIFY(m_house->execute(
            m_databases.arePostgres()
                ? u"ALTER TABLE message ADD CHECK (sender <> 'poison')"_s
                : u"CREATE TRIGGER refuse BEFORE INSERT ON message WHEN new.sender = 'poison' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END"_s));
        const Message stored = text(m_room, u"s1"_s, u"먼저"_s);
        append(m_house->log, {stored});
        Message sameId = text(m_room, u"s2"_s, u"같은 번호"_s);
        sameId.id = stored.id;
        QList<Message> batch;
        for (int i = 0; i < 100; ++i)
            batch += text(m_room, u"s1"_s, QString::number(i), u"c%1"_s.arg(i % 90));
        batch[17] = text(m_room, u"poison"_s, u"나쁜 것"_s);
        batch[58] = sameId;
        const auto answers = append(m_house->log, batch);
        qint64 seq = 1;
        for (int i = 0; i < 100; ++i) {
            if (i == 17) {
                QCOMPARE(answers[i].error().code, ErrorCode::Internal);
            } else if (i == 58) {
                QCOMPARE(answers[i].error().code, ErrorCode::BadRequest);
            } else {
                QVERIFY(answers[i]);
                QCOMPARE(answers[i]->duplicate, i >= 90);
                QCOMPARE(answers[i]->message.seq, i < 90 ? ++seq : answers[i - 90]->message.seq);
            }
        }
        QVERIFY(m_house->database.isHealthy());
        QVERIFY(valueOf(m_house->database.read<LogReport>(checkLog)).faults.isEmpty());
    }

    void aRoomKnowsWhatItsMessagesTake()
    {
        const Message first = text(m_room, u"s1"_s, u"지울 글"_s);
        Message removal = text(m_room, u"s1"_s, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = first.id;
        append(m_house->log, {first, text(m_room, u"s1"_s, u"둘째"_s)});
        append(m_house->log, {removal, text(m_room, u"s1"_s, u"셋째"_s)});
        const auto number = [&](const QString &query) {
            return valueOf(m_house->database.run<qint64>([&](Sql &sql) -> Result<qint64> {
                const auto found =
                    sql.row<qint64>(query, {}, [](const SqlRow &row) { return row.value(0).toLongLong(); });
                return found->value_or(-1);
            }));
        };
        const qint64 digest = 64;
        const qint64 expected = digest + QByteArray("{}{\"message\":\"둘째\"}{\"message\":\"셋째\"}").size();
        QCOMPARE(number(u"SELECT message_bytes FROM room"_s), expected);
    }

    void deletingTakesTheContentAwayForGood()
    {
        Message image = text(m_room, u"s1"_s, u"비밀 그림"_s);
        image.type = MessageType::Image;
        image.attachment =
            Attachment{.id = u"01F"_s, .name = u"비밀.png"_s, .contentType = u"image/png"_s, .size = 1};
        Message removal = text(m_room, u"s1"_s, {}, u"d1"_s);
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = image.id;
        append(m_house->log, {text(m_room, u"s1"_s, u"그대로"_s), image, removal});
        m_house->index();

        QCOMPARE(wordsOf(valueOf(m_house->log.read(m_room, {}))), QStringList{u"그대로"_s});
        const auto all = valueOf(m_house->log.read(m_room, Ask{.after = 0, .withDeletions = true}));
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[1].type, MessageType::Delete);
        QCOMPARE(all[1].seq, 3);
        QCOMPARE(all[1].refers, image.id);
        const Message remains = valueOf(m_house->log.find(m_room, image.id)).value();
        QCOMPARE(remains.type, MessageType::Image);
        QCOMPARE(remains.seq, 2);
        QVERIFY(!remains.attachment);
        QCOMPARE(payloadOf<payload::Text>(remains)->text, QString());
        const auto left = m_house->database.run<QList<QString>>([](Sql &sql) {
            return sql.rows<QString>(
                u"SELECT body || search_text || attachment_id FROM message WHERE seq = 2"_s, {},
                [](const SqlRow &row) { return row.value(0).toString(); });
        });
        static const QRegularExpression digest(u"^[0-9a-f]{64}$"_s);
        QVERIFY(digest.match(valueOf(left).value(0)).hasMatch());

        // The retry is known; another try finds nothing left to delete.
        QVERIFY(append(m_house->log, {removal})[0]->duplicate);
        Message another = removal;
        another.id = newUlid();
        another.ref = u"d2"_s;
        QCOMPARE(append(m_house->log, {another})[0].error().code, ErrorCode::MessageNotFound);
        another.refers = removal.id;
        QCOMPARE(append(m_house->log, {another})[0].error().code, ErrorCode::MessageNotFound);
    }

    void readsTheWindowThatWasAskedFor()
    {
        QList<Message> messages;
        for (int i = 1; i <= 10; ++i)
            messages.append(text(m_room, u"s1"_s, QString::number(i)));
        append(m_house->log, messages);
        const auto words = [this](HistoryQuery query) {
            return wordsOf(valueOf(m_house->log.read(m_room, query))).join(u' ');
        };
        QCOMPARE(words(Ask{}), u"1 2 3 4 5 6 7 8 9 10"_s);
        QCOMPARE(words(Ask{.limit = 3}), u"8 9 10"_s);
        QCOMPARE(words(Ask{.before = 8, .limit = 3}), u"5 6 7"_s);
        QCOMPARE(words(Ask{.after = 4, .limit = 3}), u"5 6 7"_s);
        QCOMPARE(words(Ask{.after = 4, .before = 7}), u"5 6"_s);
        QCOMPARE(words(Ask{.after = 0, .limit = 0}), u""_s);
        QCOMPARE(words(Ask{.limit = 0}), u""_s);
        QCOMPARE(words(Ask{.after = 10}), u""_s);
        QCOMPARE(words(Ask{.before = 0}), u""_s);
    }

    void showsEverybodyOnlyWhatIsForThem()
    {
        Message toAll = text(m_room, u"teacher-kim"_s, u"all"_s);
        Message toTeachers = text(m_room, u"s1"_s, u"teachers"_s);
        toTeachers.targetType = TargetType::Teacher;
        Message toStudents = text(m_room, u"teacher-kim"_s, u"students"_s);
        toStudents.targetType = TargetType::Student;
        Message toS2 = text(m_room, u"teacher-kim"_s, u"to-s2"_s);
        toS2.targetType = TargetType::Student;
        toS2.target = u"s2"_s;
        append(m_house->log, {toAll, toTeachers, toStudents, toS2});

        const auto seen = [this](const QString &reader, bool teacher) {
            return wordsOf(valueOf(m_house->log.read(m_room,
                                                     Ask{.readerId = reader, .readerIsTeacher = teacher})))
                .join(u' ');
        };
        QCOMPARE(seen({}, false), u"all teachers students to-s2"_s);
        QCOMPARE(seen(u"teacher-kim"_s, true), u"all teachers students to-s2"_s);
        QCOMPARE(seen(u"teacher-lee"_s, true), u"all teachers"_s);
        QCOMPARE(seen(u"s1"_s, false), u"all teachers students"_s);
        QCOMPARE(seen(u"s2"_s, false), u"all students to-s2"_s);
        QCOMPARE(seen(u"s3"_s, false), u"all students"_s);

        const auto unread = [this](const QString &reader, bool teacher, qint64 after) {
            return valueOf(m_house->log.countUnread(m_room, {{reader, teacher, after}})).first();
        };
        QCOMPARE(unread(u"teacher-kim"_s, true, 0), 1);
        QCOMPARE(unread(u"s1"_s, false, 0), 2);
        QCOMPARE(unread(u"s2"_s, false, 0), 3);
        QCOMPARE(unread(u"s2"_s, false, 1), 2);
        QCOMPARE(unread(u"s2"_s, false, 4), 0);
        QCOMPARE(valueOf(m_house->log.countUnread(
                     m_room, {{u"teacher-kim"_s, true, 0}, {u"s2"_s, false, 1}, {u"s3"_s, false, 0}})),
                 (QList<int>{1, 2, 2}));
        QCOMPARE(valueOf(m_house->log.countUnread(m_room, {})), QList<int>{});

        Message removal = text(m_room, u"teacher-kim"_s, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = toS2.id;
        append(m_house->log, {removal});
        QCOMPARE(unread(u"s2"_s, false, 0), 2);
    }

    void aRoomWithoutHistoryStaysOutOfTheTable()
    {
        const QString quiet = m_house->makeRoom(false).id;
        QVERIFY(!append(m_house->log, {text(quiet, u"s1"_s, u"흔적 없이"_s)})[0]);
        QCOMPARE(valueOf(m_house->log.lastSeqs({quiet})).value(quiet), 0);
        QCOMPARE(valueOf(m_house->log.read(quiet, {})).size(), 0);
    }

    void twoNodesOnOneFileNumberWithoutGaps()
    {
        House other(m_url);
        QHash<qint64, QString> idBySeq;
        int answered = 0;
        qint64 lastHere = 0, lastThere = 0;
        const auto send = [&](House &house, qint64 &last, int count) {
            for (int i = 0; i < count; ++i) {
                const Message message = text(m_room, u"s1"_s, QString::number(i));
                house.log.append(message, [&, id = message.id](Result<MessageLog::Appended> answer) {
                    QVERIFY(answer);
                    QVERIFY(answer->message.seq > last);
                    last = answer->message.seq;
                    idBySeq.insert(answer->message.seq, id);
                    ++answered;
                });
            }
        };
        for (int round = 0; round < 50; ++round) {
            send(*m_house, lastHere, 20);
            send(other, lastThere, 20);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered, 2000, 30'000);
        QCOMPARE(idBySeq.size(), 2000);
        const auto stored = valueOf(other.log.read(m_room, Ask{.after = 0, .limit = 3000}));
        QCOMPARE(stored.size(), 2000);
        for (int i = 0; i < 2000; ++i) {
            QCOMPARE(stored[i].seq, i + 1);
            QCOMPARE(stored[i].id, idBySeq.value(i + 1));
        }
        const Message retried = text(m_room, u"s1"_s, u"다시"_s, u"r1"_s);
        QVERIFY(!append(m_house->log, {retried})[0]->duplicate);
        QVERIFY(append(other.log, {retried})[0]->duplicate);
    }

    void aRestartKeepsEverything()
    {
        append(m_house->log, {text(m_room, u"s1"_s, u"첫째"_s), text(m_room, u"s1"_s, u"둘째"_s, u"c2"_s)});
        const QString id = m_house->database.id();
        const RoomInfo before = valueOf(m_house->rooms.find(m_room)).value();
        m_house.reset();
        m_house = std::make_unique<House>(m_url);
        QCOMPARE(m_house->database.id(), id);
        QCOMPARE(valueOf(m_house->rooms.find(m_room)).value(), before);
        QCOMPARE(before.lastSeq, 2);
        QVERIFY(append(m_house->log, {text(m_room, u"s1"_s, u"둘째"_s, u"c2"_s)})[0]->duplicate);
        QCOMPARE(append(m_house->log, {text(m_room, u"s1"_s, u"셋째"_s)})[0]->message.seq, 3);
    }

    void whatWaitsIsStoredAlthoughTheLogIsGone()
    {
        const int count = 200;
        {
            SqlMessageLog passing(m_house->database);
            for (int i = 0; i < count; ++i)
                passing.append(text(m_room, u"s1"_s, QString::number(i)),
                               [](auto) { QFAIL("nobody is left to be told"); });
        }
        QTRY_COMPARE(valueOf(m_house->log.lastSeqs({m_room})).value(m_room), count);
        QCoreApplication::processEvents();
    }

private:
    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
    QString m_room;
};

QTEST_GUILESS_MAIN(MessageLogTest)
#include "tst_messagelog.moc"
