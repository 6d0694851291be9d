// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/DatabaseFileStore.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/FileMove.h"
#include "server/files/FileParts.h"
#include "tests/unit/store/StoreHouse.h"

#include <QCoroTask>
#include <QtCore/QDir>
#include <QtCore/QFile>

using namespace lectern;
using namespace lectern::storetest;

/// What is cleared away, and what a node that starts goes on with.
class FileSweeperTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<House> m_house;
    std::unique_ptr<Inbox> m_inbox;
    std::shared_ptr<DatabaseFileStore> m_store;
    std::unique_ptr<FileParts> m_files;
    QList<FileRecord> m_told;
    bool m_deaf = false; ///< the room cannot be told now
    QString m_room;

    FileRecord upload(const QByteArray &bytes, qint64 length, int secondsAgo = 0)
    {
        FileRecord record;
        record.id = newUlid();
        record.roomId = m_room;
        record.contentType = u"text/plain"_s;
        record.size = length;
        record.uploadLength = length;
        record.createdAt = QDateTime::currentDateTimeUtc().addSecs(-secondsAgo);
        record.state = AttachmentState::Uploading;
        valueOf(m_files->records.insert(record));
        const auto file = PartialFile::open(m_inbox->partial(), record.id).value();
        if (!file->append(bytes) || !file->flush()) qFatal("no partial file");
        return record;
    }

    std::optional<FileRecord> find(const FileRecord &record)
    {
        return valueOf(m_files->records.find(record.id));
    }

    void sweep() { QCoro::waitFor(m_files->sweeper.sweep()); }

    QStringList partials() const { return PartialFile::idsIn(m_inbox->partial()); }

    Message carrying(const FileRecord &record)
    {
        Message message = text(m_room, u"teacher-kim"_s, u"숙제"_s);
        message.type = MessageType::File;
        message.attachment = attachmentOf(record);
        return append(m_house->log, {message}).first()->message;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_house = std::make_unique<House>(m_databases.fresh());
        m_inbox = std::make_unique<Inbox>(m_dir->filePath(u"files"_s));
        m_store =
            std::make_shared<DatabaseFileStore>(m_house->database, m_dir->filePath(u"cache"_s), 1'000'000);
        QVERIFY(m_inbox->open() && m_store->open());
        m_told.clear();
        m_deaf = false;
        const FileOptions options{std::chrono::seconds(60), std::chrono::seconds(3600)};
        m_files = std::make_unique<FileParts>(options, m_house->database, *m_inbox, m_store,
                                              [this](FileRecord ended) -> QCoro::Task<Result<void>> {
                                                  m_told.append(ended);
                                                  if (m_deaf)
                                                      co_return problem(ErrorCode::StorageUnavailable,
                                                                        u"not now"_s);
                                                  co_return Result<void>();
                                              });
        m_room = m_house->makeRoom().id;
    }
    void cleanup()
    {
        m_files.reset();
        m_house.reset();
    }

    void anUploadThatStandsStillFails()
    {
        const FileRecord dead = upload("12"_ba, 5, 61), alive = upload("12"_ba, 5, 59),
                         carried = upload("12"_ba, 5, 100);
        carrying(carried);
        sweep();
        QVERIFY(find(alive)->state == AttachmentState::Uploading);
        QCOMPARE(partials(), QStringList{alive.id});
        QVERIFY(find(carried)->state == AttachmentState::Failed);
        QCOMPARE(m_told.size(), 2);
        // Nobody carries it: there is no message that needs to know.
        QTRY_VERIFY(!find(dead));
        QVERIFY(find(carried));
    }

    void whatCameWholeBecomesAFile()
    {
        const FileRecord record = upload("12345"_ba, 5);
        sweep();
        QVERIFY(find(record)->state == AttachmentState::Ready);
        QVERIFY(partials().isEmpty());
        QFile file(m_store->locate(find(record)->sha256));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "12345"_ba);
        QCOMPARE(m_told.size(), 1);
        QVERIFY(m_told.first().state == AttachmentState::Ready);
    }

    void theRoomIsToldAgainUntilItHeard()
    {
        m_deaf = true;
        FileRecord record = upload("12345"_ba, 5);
        sweep();
        QCOMPARE(m_told.size(), 1);
        sweep();
        QCOMPARE(m_told.size(), 1); // whoever ended it may still be telling
        m_house->execute(u"UPDATE file SET changed_at = changed_at - 11000"_s);
        sweep();
        QCOMPARE(m_told.size(), 2);
        m_deaf = false;
        sweep();
        sweep();
        QCOMPARE(m_told.size(), 3);
    }

    void bytesThatNoRecordKnowsGo()
    {
        const FileRecord gone = upload("12"_ba, 5), failed = upload("12"_ba, 5), held = upload("12"_ba, 5);
        QVERIFY(valueOf(m_files->removal.removeUnused(gone.id)));
        QVERIFY(valueOf(m_files->removal.fail(failed.id)));
        const auto writer = m_files->uploads.write(held.id).value();
        QVERIFY(valueOf(m_files->removal.removeUnused(held.id)));
        sweep();
        QCOMPARE(partials(), QStringList{held.id}); // somebody is writing
    }

    void aFileWaitsADayForItsMessage()
    {
        const FileRecord late = upload("late"_ba, 4, 3601), fresh = upload("fresh"_ba, 5, 3599),
                         used = upload("used"_ba, 4, 9999);
        carrying(used);
        sweep();
        const QString bytes = find(late) ? find(late)->sha256 : QString();
        sweep();
        QVERIFY(!find(late));
        QVERIFY(m_store->fetch(bytes).value().isEmpty());
        QVERIFY(find(fresh) && find(used));
        m_house->removeRoom(m_room);
        sweep();
        QVERIFY(!find(fresh) && !find(used));
    }

    void filesMoveFromADirectoryIntoTheDatabase()
    {
        DirectoryFileStore directory(m_dir->filePath(u"directory"_s));
        QVERIFY(directory.open());
        const FileRecord record = upload("12345"_ba, 5), same = upload("12345"_ba, 5),
                         lost = upload("6"_ba, 1);
        sweep();
        const QString hash = find(record)->sha256;
        QVERIFY(directory.take(m_store->locate(hash), hash));
        m_house->execute(u"DELETE FROM file_chunk"_s);
        m_store->forgetCopy(hash);
        m_store->forgetCopy(find(lost)->sha256);
        QVERIFY(m_store->fetch(hash).value().isEmpty());

        for (int i = 0; i < 2; ++i)
            QVERIFY(moveFiles(m_files->records, directory, *m_store));
        QVERIFY(directory.locate(hash).isEmpty());
        m_store->forgetCopy(hash);
        QFile file(m_store->fetch(hash).value());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "12345"_ba);
    }

    void copiesOfWhatIsGoneGo()
    {
        const FileRecord record = upload("12345"_ba, 5);
        sweep();
        QCOMPARE(m_store->copies(), QStringList{find(record)->sha256});
        m_house->execute(u"DELETE FROM file"_s); // by another node
        sweep();
        QVERIFY(m_store->copies().isEmpty());
    }
};

QTEST_GUILESS_MAIN(FileSweeperTest)
#include "tst_filesweeper.moc"
