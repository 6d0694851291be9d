// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"
#include "server/store/LogCheck.h"
#include "server/store/SqlStorageQuota.h"

using namespace lectern;
using namespace lectern::storetest;

/// What the database knows of files: how uploads end, which files are in use, and how much all that takes.
class FilesTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<House> m_house;
    std::unique_ptr<FileRecords> m_files;
    std::unique_ptr<FileRemoval> m_removal;
    QString m_room;
    QStringList m_removed; ///< hashes whose bytes were removed; touched on the store thread while it works

    static QString hash(char digit) { return QString(64, QLatin1Char(digit)); }

    FileRecord uploading(const QString &id, qint64 size = 100)
    {
        FileRecord record;
        record.id = id;
        record.roomId = m_room;
        record.uploaderId = u"u_1"_s;
        record.name = u"칠판 사진.jpg"_s;
        record.contentType = u"image/png"_s;
        record.size = size;
        record.createdAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'001, Qt::UTC);
        record.changedAt = record.createdAt;
        record.state = AttachmentState::Uploading;
        record.uploadLength = size;
        valueOf(m_files->insert(record));
        return record;
    }

    FileRecord ready(const QString &id, const QString &sha256, qint64 size = 100)
    {
        FileRecord record = uploading(id, size);
        [&] { QVERIFY(valueOf(m_files->claim(id, sha256))); }();
        record.sha256 = sha256;
        record.contentType = u"image/jpeg"_s;
        record.size = size - 1; // metadata was taken out
        record.width = 4000;
        record.height = 3000;
        record.state = AttachmentState::Ready;
        record.changedAt = record.createdAt.addSecs(1);
        [&] { QVERIFY(valueOf(m_files->complete(record))); }();
        return record;
    }

    std::optional<FileRecord> find(const QString &id) { return valueOf(m_files->find(id)); }

    Message carrying(const QString &fileId)
    {
        Message message = text(m_room, u"teacher-kim"_s, u"칠판"_s);
        message.type = MessageType::Image;
        message.attachment.emplace().id = fileId;
        message.attachment->state = AttachmentState::Uploading;
        return store(message);
    }

    Message store(const Message &message) { return append(m_house->log, {message}).first()->message; }

    void erase(const Message &said)
    {
        Message removal = text(m_room, said.sender, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = said.id;
        store(removal);
    }

    Message entryAbout(const Message &said)
    {
        Message entry = text(m_room, said.sender, {}, u"attachment:"_s + said.id);
        entry.type = MessageType::Attachment;
        entry.payload = {};
        entry.refers = said.id;
        entry.attachment = said.attachment;
        return entry;
    }

private Q_SLOTS:
    void init()
    {
        m_house = std::make_unique<House>(m_databases.fresh());
        m_files = std::make_unique<FileRecords>(m_house->database);
        m_removal = std::make_unique<FileRemoval>(m_house->database,
                                                  [this](Sql &, const QString &sha256) -> Result<void> {
                                                      m_removed.append(sha256);
                                                      return {};
                                                  });
        m_room = m_house->makeRoom().id;
        m_removed.clear();
    }
    void cleanup() { m_house.reset(); }

    void aFileIsWhatItsUploadBecame()
    {
        const FileRecord record = ready(u"01F"_s, hash('f'), 5'000'000'000);
        const FileRecord found = *find(u"01F"_s);
        QCOMPARE(found.name, record.name);
        QCOMPARE(found.size, 4'999'999'999);
        QCOMPARE(found.uploadLength, 5'000'000'000);
        QCOMPARE(found.roomId, m_room);
        QCOMPARE(found.uploaderId, u"u_1"_s);
        QCOMPARE(found.contentType, u"image/jpeg"_s);
        QCOMPARE(found.sha256, hash('f'));
        QCOMPARE(found.width, 4000);
        QCOMPARE(found.height, 3000);
        QCOMPARE(found.createdAt, record.createdAt);
        QCOMPARE(found.changedAt, record.changedAt);
        QVERIFY(found.state == AttachmentState::Ready);
        QVERIFY(!find(u"01NONE"_s));
    }

    void anUploadEndsOnce()
    {
        FileRecord record = ready(u"01F"_s, hash('f'));
        QVERIFY(!valueOf(m_files->complete(record)));
        QVERIFY(!valueOf(m_removal->fail(u"01F"_s)));
        QVERIFY(!valueOf(m_files->claim(u"01F"_s, hash('e'))));
        QCOMPARE(find(u"01F"_s)->sha256, hash('f'));

        record = uploading(u"01G"_s);
        QVERIFY(valueOf(m_files->claim(u"01G"_s, hash('a'))));
        QVERIFY(valueOf(m_removal->fail(u"01G"_s)));
        QVERIFY(!valueOf(m_files->complete(record)));
        QVERIFY(find(u"01G"_s)->state == AttachmentState::Failed);
        QCOMPARE(m_removed, QStringList{hash('a')});
    }

    void whoseEndTheRoomDoesNotKnowIsFound()
    {
        const QDateTime early = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
        uploading(u"01F"_s);
        ready(u"01G"_s, hash('g'));
        valueOf(m_files->touch(u"01G"_s, early)); // has ended: not touched any more
        valueOf(m_files->touch(u"01F"_s, early));
        const auto untold = valueOf(m_files->untold());
        QCOMPARE(untold.size(), 2);
        QCOMPARE(untold.first().id, u"01F"_s);
        QCOMPARE(untold.first().changedAt, early);
        valueOf(m_files->setTold(u"01G"_s));
        QCOMPARE(valueOf(m_files->untold()).size(), 1);
    }

    void aFileGoesWithTheLastMessageThatCarriesIt()
    {
        ready(u"01F"_s, hash('f'));
        const Message first = carrying(u"01F"_s), second = carrying(u"01F"_s);
        store(entryAbout(second)); // does not carry it
        QVERIFY(!valueOf(m_removal->removeUnused(u"01F"_s)));
        erase(first);
        QVERIFY(!valueOf(m_removal->removeUnused(u"01F"_s)));
        erase(second);
        QVERIFY(valueOf(m_removal->removeUnused(u"01F"_s)));
        QVERIFY(!find(u"01F"_s));
        QCOMPARE(m_removed, QStringList{hash('f')});
        QVERIFY(!valueOf(m_removal->removeUnused(u"01F"_s)));
    }

    void bytesStayAsLongAsAnotherFileHasThem()
    {
        ready(u"01F"_s, hash('f'));
        uploading(u"01G"_s);
        QVERIFY(valueOf(m_files->claim(u"01G"_s, hash('f'))));
        QVERIFY(valueOf(m_removal->removeUnused(u"01F"_s)));
        QVERIFY(m_removed.isEmpty());
        valueOf(m_removal->removeUnknown(hash('f')));
        QVERIFY(m_removed.isEmpty());
        QVERIFY(valueOf(m_removal->removeUnused(u"01G"_s)));
        QCOMPARE(m_removed, QStringList{hash('f')});
        valueOf(m_removal->removeUnknown(hash('d')));
        QCOMPARE(m_removed.last(), hash('d'));
        ready(u"01H"_s, hash('b'));
        QCOMPARE(valueOf(m_removal->unknown({hash('a'), hash('b')})), QStringList{hash('a')});
    }

    void whatNobodyCarriesIsFoundPageByPage()
    {
        const QDateTime late = QDateTime::fromMSecsSinceEpoch(1'900'000'000'000, Qt::UTC);
        QStringList unused;
        QStringList ids;
        for (int i = 0; i < 600; ++i)
            ids.append(u"01F%1"_s.arg(i, 4, 10, QChar(u'0')));
        insertReady(ids);
        for (int i = 0; i < 600; ++i) {
            if (i % 200 == 0)
                carrying(ids[i]);
            else
                unused.append(ids[i]);
        }
        uploading(u"01G"_s); // still comes
        const auto first = valueOf(m_removal->unusedAfter({}, late));
        QCOMPARE(first.last, u"01F0499"_s);
        const auto second = valueOf(m_removal->unusedAfter(first.last, late));
        QVERIFY(second.last.isEmpty());
        QCOMPARE(first.unused + second.unused, unused);
        const QDateTime before = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
        QVERIFY(valueOf(m_removal->unusedAfter({}, before)).unused.isEmpty());

        m_house->removeRoom(m_room);
        QCOMPARE(valueOf(m_removal->unusedAfter(first.last, before)).unused.size(), 101);
        QVERIFY(valueOf(m_removal->removeUnused(u"01F0000"_s)));
    }

    void messagesAreReadWithTheStateTheirFileHasNow()
    {
        uploading(u"01F"_s);
        const Message said = carrying(u"01F"_s);
        const auto read = [&](const Ask &ask = {}) { return valueOf(m_house->log.read(m_room, ask)); };
        QVERIFY(read().first().attachment->state == AttachmentState::Uploading);
        QCOMPARE(read().first().attachment->size, 100);
        QVERIFY(read().first().attachment->sha256.isEmpty());

        ready(u"01G"_s, hash('f'));
        carrying(u"01G"_s);
        QVERIFY(read().last().attachment->state == AttachmentState::Ready);
        QCOMPARE(read().last().attachment->width, 4000);
        const auto asSaid = valueOf(m_house->log.withAttachment(m_room, u"01G"_s));
        QCOMPARE(asSaid.size(), 1);
        QVERIFY(asSaid.first().attachment->state == AttachmentState::Uploading);

        QVERIFY(valueOf(m_removal->fail(u"01F"_s)));
        QVERIFY(read().first().attachment->state == AttachmentState::Failed);
        m_house->execute(u"DELETE FROM file"_s);
        QVERIFY(read().last().attachment->state == AttachmentState::Failed);
    }

    void entriesAboutFilesAreTreatedAsDeletions()
    {
        uploading(u"01F"_s);
        const Message said = carrying(u"01F"_s);
        const Message entry = store(entryAbout(said));
        QCOMPARE(entry.seq, 2);
        QVERIFY(append(m_house->log, {entryAbout(said)}).first()->duplicate);
        const auto types = [&](const Ask &ask) { return valueOf(m_house->log.read(m_room, ask)).size(); };
        QCOMPARE(types({}), 1);
        QCOMPARE(types({.after = 0, .withDeletions = true}), 2);
        QCOMPARE(valueOf(m_house->log.countUnread(m_room, {{.id = u"student"_s}})), QList<int>{1});

        // Neither can be deleted by itself, both go with the message.
        Message removal = text(m_room, u"teacher-kim"_s, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = entry.id;
        QCOMPARE(append(m_house->log, {removal}).first().error().code, ErrorCode::MessageNotFound);
        erase(said);
        const auto left = valueOf(m_house->log.read(m_room, Ask{.after = 0, .withDeletions = true}));
        QCOMPARE(left.size(), 1);
        QVERIFY(left.first().type == MessageType::Delete);
        const auto report = m_house->database.read<LogReport>(checkLog);
        QVERIFY(valueOf(report).faults.isEmpty());
        Message late = entryAbout(said);
        late.ref.clear();
        QCOMPARE(append(m_house->log, {late}).first().error().code, ErrorCode::MessageNotFound);
    }

    void aQuotaCountsMessagesAndFiles()
    {
        m_house->execute(u"UPDATE room SET message_bytes = 50"_s);
        SqlStorageQuota quota(m_house->database, 1000, 1500);
        QVERIFY(quota.isLimited());
        uploading(u"01F"_s, 200);
        uploading(u"01G"_s, 500);
        QCOMPARE(answer(quota.usage(m_room)), (payload::Usage{750, 1000}));
        QVERIFY(valueOf(m_removal->fail(u"01G"_s)));
        QCOMPARE(answer(quota.usage(m_room)), (payload::Usage{250, 1000}));
        QCOMPARE(answer(quota.admit(m_room, 600)), (payload::Usage{850, 1000}));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"room .* is nearly full: 1000 of 1000 bytes"_s));
        QCOMPARE(answer(quota.admit(m_room, 750)), (payload::Usage{1000, 1000}));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"room .* is full: 250 of 1000 bytes"_s));
        const auto full = answer(quota.admit(m_room, 751));
        QCOMPARE(full.error().code, ErrorCode::StorageUnavailable);
        for (const QString &word : {u"limits.room_bytes"_s, u"250"_s, u"1000"_s})
            QVERIFY2(full.error().detail.contains(word), qPrintable(full.error().detail));
        QVERIFY(!answer(quota.admit(m_room, 751))); // the log was told

        const QString other = m_house->makeRoom().id;
        QVERIFY(answer(quota.admit(other, 100)));
        m_room = other;
        uploading(u"01H"_s, 70'000);
        SqlStorageQuota whole(m_house->database, 0, 100'000);
        QCOMPARE(answer(whole.usage(other)), (payload::Usage{70'000, 0}));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the system is full"_s));
        QVERIFY(answer(whole.admit(other, 100'000)).error().detail.contains(u"limits.system_bytes"_s));
        QVERIFY(!SqlStorageQuota(m_house->database, 0, 0).isLimited());
    }

private:
    /// All of them in one transaction: as many as that are to be there quickly.
    void insertReady(const QStringList &ids)
    {
        const auto done = m_house->database.run<void>([ids, room = m_room](Sql &sql) {
            return sql.transaction([&]() -> Result<void> {
                for (const QString &id : ids)
                    if (const auto made = sql.execute(
                            u"INSERT INTO file (id, room_id, uploader_id, name, content_type, size, sha256, "
                            u"width, "
                            "height, created_at) VALUES (?, ?, '', '', '', 1, '', 0, 0, 1800000000001)"_s,
                            {id, room});
                        !made)
                        return std::unexpected(made.error());
                return {};
            });
        });
        valueOf(done);
    }

    /// Answers come in this thread.
    static Result<payload::Usage> answer(QFuture<Result<payload::Usage>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); })) qFatal("no answer");
        return future.result();
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
