// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/DirectoryFileStore.h"
#include "server/files/FileParts.h"
#include "server/ops/Retention.h"
#include "server/store/LogCheck.h"
#include "server/store/SqlAttendanceLog.h"
#include "tests/unit/store/StoreHouse.h"

#include <QCoroTask>

using namespace lectern;
using namespace lectern::storetest;
using namespace std::chrono_literals;

/// A whole round of letting go, on either engine, with the files that follow.
class RetentionTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<House> m_house;
    std::unique_ptr<Inbox> m_inbox;
    std::shared_ptr<DirectoryFileStore> m_store;
    std::unique_ptr<FileParts> m_files;
    std::unique_ptr<OldData> m_old;
    QString m_room;

    /// A ready file of that age in a message of that age.
    FileRecord say(const QString &words, int daysAgo)
    {
        FileRecord record;
        record.id = newUlid();
        record.roomId = m_room;
        record.name = words + u".txt"_s;
        record.contentType = u"text/plain"_s;
        const QByteArray bytes = words.toUtf8();
        record.size = bytes.size();
        record.sha256 =
            QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        record.createdAt = QDateTime::currentDateTimeUtc().addDays(-daysAgo);
        valueOf(m_files->records.insert(record));
        QFile file(m_dir->filePath(u"upload"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
        file.close();
        if (!m_store->take(file.fileName(), record.sha256)) qFatal("cannot store");

        Message message = text(m_room, u"s1"_s, words);
        message.type = MessageType::File;
        message.attachment = attachmentOf(record);
        message.sentAt = record.createdAt;
        append(m_house->log, {message});
        return record;
    }

    QStringList history() { return wordsOf(valueOf(m_house->log.read(m_room, Ask{}))); }
    bool isThere(const FileRecord &file)
    {
        return valueOf(m_files->records.find(file.id)) && !m_store->locate(file.sha256).isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_house = std::make_unique<House>(m_databases.fresh());
        m_inbox = std::make_unique<Inbox>(m_dir->filePath(u"files"_s));
        m_store = std::make_shared<DirectoryFileStore>(m_dir->filePath(u"files"_s));
        QVERIFY(m_inbox->open() && m_store->open());
        m_files = std::make_unique<FileParts>(
            FileOptions{}, m_house->database, *m_inbox, m_store,
            [](FileRecord) -> QCoro::Task<Result<void>> { co_return Result<void>(); });
        m_old = std::make_unique<OldData>(m_house->database);
        m_room = m_house->makeRoom().id;
    }
    void cleanup()
    {
        m_old.reset();
        m_files.reset();
        m_house.reset();
    }

    void aRoundTakesAllThatIsOlder_andItsFiles()
    {
        const FileRecord old = say(u"옛날"_s, 40), young = say(u"요즘"_s, 20);
        SqlAttendanceLog attendance(m_house->database, u"n"_s);
        const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-40);
        const Member guest =
            valueOf(m_house->rooms.admit(m_room, {{}, u"민준"_s, PersonType::Student}, u"phone"_s));
        attendance.entered(m_room, guest.person, then);
        attendance.left(m_room, guest.person.id, then.addSecs(60));
        valueOf(attendance.stays(m_room));
        QVERIFY(m_house->execute(u"UPDATE member SET created_at = %1"_s.arg(then.toMSecsSinceEpoch())));
        const RoomInfo ended = m_house->makeRoom();
        valueOf(m_house->rooms.setEnded(ended.id, then));

        Retention retention(*m_old, 30 * 24h);
        QCoro::waitFor(retention.sweep());
        QCoro::waitFor(m_files->sweeper.sweep());
        QCOMPARE(history(), QStringList(u"요즘"_s));
        QVERIFY(!isThere(old));
        QVERIFY(isThere(young));
        QCOMPARE(valueOf(attendance.stays(m_room)).size(), 0);
        QVERIFY(!valueOf(m_house->rooms.member(m_room, guest.person.id)));
        QVERIFY(!valueOf(m_house->rooms.find(ended.id)));
        QCOMPARE(valueOf(m_house->database.read<LogReport>(checkLog)).faults.size(), 0);
    }

    void bytesThatAYoungerMessageCarriesStay()
    {
        const FileRecord old = say(u"같은 그림"_s, 40), young = say(u"같은 그림"_s, 20);
        Retention retention(*m_old, 30 * 24h);
        QCoro::waitFor(retention.sweep());
        QCoro::waitFor(m_files->sweeper.sweep());
        QVERIFY(!isThere(old));
        QVERIFY(isThere(young));
    }

    void itLooksAgainByItself()
    {
        Retention retention(*m_old, 1s);
        retention.start();
        append(m_house->log, {text(m_room, u"s1"_s, u"곧 옛날"_s)});
        QCOMPARE(history(), QStringList(u"곧 옛날"_s));
        QTRY_COMPARE(history(), QStringList());
    }

    void withoutALimitNothingGoes()
    {
        say(u"옛날"_s, 4'000);
        Retention retention(*m_old, 0s);
        retention.start();
        Retention another(*m_old, 5'000 * 24h);
        QCoro::waitFor(another.sweep()); // behind whatever the first has asked for
        QCOMPARE(history(), QStringList(u"옛날"_s));
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
