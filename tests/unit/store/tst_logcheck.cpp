// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/FileRecords.h"
#include "server/store/LogCheck.h"

using namespace lectern;
using namespace lectern::storetest;

/// Whether the log is what was stored, on either engine.
class LogCheckTest : public QObject
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

    void aLogThatWasLeftAloneFits()
    {
        QVERIFY(report().faults.isEmpty());
        QCOMPARE(report().rooms, 1);
        say(1'203);
        m_house->makeRoom(false);
        append(m_house->log, {text(m_house->makeRoom().id, u"s1"_s, u"저 방"_s)});
        const LogReport all = report();
        QVERIFY(all.faults.isEmpty());
        QCOMPARE(all.rooms, 3);
        QCOMPARE(all.messages, 1'204);
    }

    void deletionsFitWhereverTheyStand()
    {
        const Message old = text(m_room, u"s1"_s, u"먼저"_s);
        const Message fresh = text(m_room, u"s1"_s, u"나중"_s);
        append(m_house->log, {old});
        append(m_house->log, {fresh, removal(fresh.id), removal(old.id), text(m_room, u"s1"_s, u"끝"_s)});
        const LogReport all = report();
        QVERIFY(all.faults.isEmpty());
        QCOMPARE(all.messages, 5);
    }

    void theFirstThatDoesNotFitIsNamed_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<qint64>("seq");
        QTest::newRow("text") << u"UPDATE message SET body = '{\"message\":\"x\"}' WHERE seq > 700"_s
                              << qint64(701);
        QTest::newRow("hash") << u"UPDATE message SET hash = '' WHERE seq = 500"_s << qint64(500);
        QTest::newRow("gone") << u"DELETE FROM message WHERE seq = 501"_s << qint64(501);
        QTest::newRow("first gone") << u"DELETE FROM message WHERE seq = 1"_s << qint64(1);
        QTest::newRow("last gone") << u"DELETE FROM message WHERE seq = 1010"_s << qint64(1010);
        QTest::newRow("all gone") << u"DELETE FROM message"_s << qint64(1);
        QTest::newRow("last hash") << u"UPDATE room SET last_hash = ''"_s << qint64(1010);
        QTest::newRow("beyond") << u"UPDATE message SET seq = 2000 WHERE seq = 1010"_s << qint64(1010);
        QTest::newRow("count") << u"UPDATE room SET last_seq = 1009"_s << qint64(1009);
        QTest::newRow("pruned too little") << u"UPDATE room SET pruned_seq = 3"_s << qint64(4);
    }

    void theFirstThatDoesNotFitIsNamed()
    {
        QFETCH(const QString, statement);
        QFETCH(const qint64, seq);
        append(m_house->log, {text(m_house->makeRoom().id, u"s1"_s, u"저 방"_s)});
        say(1'010);
        QVERIFY(m_house->execute(statement.contains(u"UPDATE room"_s)
                                     ? statement + u" WHERE id = '%1'"_s.arg(m_room)
                                     : statement +
                                           (statement.contains(u"WHERE"_s) ? u" AND"_s : u" WHERE"_s) +
                                           u" room_id = '%1'"_s.arg(m_room)));
        const auto faults = report().faults;
        QCOMPARE(faults.size(), 1);
        QCOMPARE(faults[0].roomId, m_room);
        QCOMPARE(faults[0].seq, seq);
    }

    void whatRetentionTookAwayIsWhereTheLogBegins()
    {
        say(20);
        prune(7);
        const LogReport all = report();
        QVERIFY(all.faults.isEmpty());
        QCOMPARE(all.messages, 13);
        prune(20);
        QVERIFY(report().faults.isEmpty());
        say(1);
        QVERIFY(report().faults.isEmpty());
    }

    void othersMayWriteMeanwhile()
    {
        say(600);
        bool stop = false;
        int next = 0;
        std::function<void()> write = [&] {
            if (stop) return;
            Message message = text(m_room, u"s1"_s, u"말"_s);
            QList<Message> batch{message, removal(message.id)};
            for (Message &one : batch)
                m_house->log.append(one, [](auto answer) { QVERIFY(answer); });
            if (++next % 5 == 0) prune(next * 2);
            QMetaObject::invokeMethod(qApp, write, Qt::QueuedConnection);
        };
        write();
        House checker(m_url);
        for (int round = 0; round < 30; ++round) {
            auto checking = checker.database.read<LogReport>(checkLog);
            QTRY_VERIFY(checking.isFinished());
            const auto checked = checking.result();
            QVERIFY(checked);
            QVERIFY2(checked->faults.isEmpty(), qPrintable(checked->faults.value(0).what));
        }
        stop = true;
        QVERIFY(next > 10);
        say(1); // what waits is stored before
    }

    void aFileIsWhatItsMessageSays()
    {
        FileRecord file;
        file.id = u"01F"_s;
        file.sha256 = QString(64, u'a');
        Message image = text(m_room, u"s1"_s, u"내 \"sha256\":\"아님"_s);
        image.type = MessageType::Image;
        image.attachment = Attachment{.id = file.id, .name = u"그림.png"_s, .size = 1, .sha256 = file.sha256};
        append(m_house->log, {text(m_room, u"s1"_s, u"\"sha256\":\"x\""_s), image});
        const auto faults = [&] {
            return valueOf(m_house->database.read<QList<LogFault>>(
                [=](Sql &sql) { return checkAttachment(sql, file); }));
        };
        QCOMPARE(faults().size(), 0);
        file.sha256 = QString(64, u'b');
        QCOMPARE(faults().size(), 1);
        QCOMPARE(faults()[0].seq, 2);
        append(m_house->log, {removal(image.id)});
        QCOMPARE(faults().size(), 0);
    }

private:
    LogReport report() { return valueOf(m_house->database.read<LogReport>(checkLog)); }

    void say(int count)
    {
        QList<Message> messages;
        for (int i = 0; i < count; ++i)
            messages += text(m_room, u"s1"_s, u"말 %1"_s.arg(i));
        append(m_house->log, messages);
    }

    Message removal(const QString &id) const
    {
        Message removal = text(m_room, u"s1"_s, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = id;
        return removal;
    }

    /// As retention does it.
    void prune(qint64 seq)
    {
        valueOf(m_house->database.run<void>([seq, room = m_room](Sql &sql) {
            return sql.transaction([&]() -> Result<void> {
                const auto noted = sql.execute(u"UPDATE room SET pruned_seq = ?, pruned_hash = (SELECT hash "
                                               u"FROM message WHERE room_id = ? "
                                               "AND seq = ?) WHERE id = ?"_s,
                                               {seq, room, seq, room});
                if (!noted) return std::unexpected(noted.error());
                const auto gone =
                    sql.execute(u"DELETE FROM message WHERE room_id = ? AND seq <= ?"_s, {room, seq});
                if (!gone) return std::unexpected(gone.error());
                return {};
            });
        }));
    }

    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
    QString m_room;
};

QTEST_GUILESS_MAIN(LogCheckTest)
#include "tst_logcheck.moc"
