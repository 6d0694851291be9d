// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/archive/ZipWriter.h"
#include "server/export/ClassArchive.h"
#include "server/transport/Http.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <archive.h>
#include <archive_entry.h>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// Every entry of the archive in its order, read as a stream.
QList<std::pair<QString, QByteArray>> contentsOf(QFile &file)
{
    const QByteArray bytes = file.readAll();
    archive *reader = archive_read_new();
    archive_read_support_format_zip(reader);
    archive_read_open_memory(reader, bytes.constData(), std::size_t(bytes.size()));
    QList<std::pair<QString, QByteArray>> contents;
    archive_entry *entry = nullptr;
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        QByteArray data;
        char chunk[4096];
        for (la_ssize_t size = 0; (size = archive_read_data(reader, chunk, sizeof chunk)) > 0;)
            data.append(chunk, size);
        contents.append({QString::fromUtf8(archive_entry_pathname_utf8(entry)), data});
    }
    archive_read_free(reader);
    return contents;
}

/// A file that is shorter than it says: its disk is breaking.
class BrokenFile : public QBuffer
{
public:
    qint64 size() const override { return 1'000'000; }
};

} // namespace

/// A class as a zip: what is in it, and what becomes of it when something breaks.
class ClassArchiveTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QHash<QString, QByteArray> m_files; ///< by their sha256

    std::unique_ptr<ClassArchive> archive()
    {
        ClassOutline outline{
            .language = pageLanguage({}), .zone = QTimeZone::utc(), .attendance = "이름\r\n"_ba};
        outline.room.id = u"FTYXPM"_s;
        const auto open = [this](const QString &sha256) -> std::unique_ptr<QIODevice> {
            if (!m_files.contains(sha256)) return {};
            auto buffer = std::make_unique<QBuffer>();
            buffer->setData(m_files.value(sha256));
            buffer->open(QIODevice::ReadOnly);
            return buffer;
        };
        return std::make_unique<ClassArchive>(outline, m_folder.path(), open);
    }

    static Message said(qint64 seq, const QString &fileId = {}, const QString &sha256 = {})
    {
        Message message;
        message.roomId = u"FTYXPM"_s;
        message.id = u"m%1"_s.arg(seq);
        message.seq = seq;
        message.sentAt = QDateTime(QDate(2026, 11, 21), QTime(1, 2), Qt::UTC);
        message.payload = payload::Text{u"%1번째"_s.arg(seq)};
        if (fileId.isEmpty()) return message;
        message.type = MessageType::File;
        message.attachment = Attachment{fileId,
                                        u"파일.bin"_s,
                                        u"application/octet-stream"_s,
                                        AttachmentState::Ready,
                                        3,
                                        sha256,
                                        u"/x"_s,
                                        0,
                                        0};
        return message;
    }

private Q_SLOTS:
    void init() { m_files = {{u"aa"_s, "eins"_ba}, {u"bb"_s, "zwei"_ba}}; }

    void holdsWhatWasAdded()
    {
        const auto whole = archive();
        QVERIFY(whole->add({said(1), said(2, u"f1"_s, u"aa"_s)}));
        QVERIFY(
            whole->add({said(3, u"f2"_s, u"bb"_s), said(4, u"f1"_s, u"aa"_s), said(5, u"f3"_s, u"gone"_s)}));
        const auto zip = whole->finish();
        QVERIFY(zip);
        QCOMPARE(zip->file->size(), zip->size);

        const auto contents = contentsOf(*zip->file);
        QStringList names;
        for (const auto &[name, bytes] : contents)
            names += name;
        QCOMPARE(names, QStringList({u"class.html"_s, u"messages.json"_s, u"attendance.csv"_s,
                                     u"files/0001-파일.bin"_s, u"files/0002-파일.bin"_s}));
        QVERIFY(contents[0].second.startsWith("<!doctype html>") && contents[0].second.endsWith("</html>\n"));
        QCOMPARE(contents[2].second, "이름\r\n"_ba);
        QCOMPARE(contents[3].second, "eins"_ba);
        QCOMPARE(contents[4].second, "zwei"_ba);

        const QJsonArray messages = QJsonDocument::fromJson(contents[1].second).array();
        QStringList urls;
        for (const auto &message : messages)
            urls += message["attachment"_L1]["url"_L1].toString();
        QCOMPARE(urls, QStringList({u""_s, u"files/0001-파일.bin"_s, u"files/0002-파일.bin"_s,
                                    u"files/0001-파일.bin"_s, u""_s}));
        QCOMPARE(messages[4]["message"_L1].toString(), u"5번째"_s);
    }

    void ofAnEmptyClassIsValid()
    {
        const auto empty = archive();
        const auto zip = empty->finish();
        QVERIFY(zip);
        const auto contents = contentsOf(*zip->file);
        QCOMPARE(contents.size(), 3);
        QVERIFY(QJsonDocument::fromJson(contents[1].second).isArray());
    }

    void leavesOutAFileThatWentMeanwhile()
    {
        const auto whole = archive();
        QVERIFY(whole->add({said(1, u"f1"_s, u"aa"_s), said(2, u"f2"_s, u"bb"_s)}));
        m_files.remove(u"aa"_s);
        const auto zip = whole->finish();
        QVERIFY(zip);
        QCOMPARE(contentsOf(*zip->file).last().first, u"files/0002-파일.bin"_s);
    }

    void hasNoNameOnTheDisk()
    {
        auto whole = archive();
        QVERIFY(whole->add({said(1, u"f1"_s, u"aa"_s)}));
        QVERIFY(QDir(m_folder.path()).isEmpty());
        auto zip = whole->finish();
        QVERIFY(zip);
        QVERIFY(QDir(m_folder.path()).isEmpty());
        whole.reset();
        QVERIFY(zip->file->readAll().startsWith("PK"));
    }

    void saysWhereItCannotBeWritten()
    {
        ClassArchive nowhere({.language = pageLanguage({}), .zone = QTimeZone::utc()}, u"/nonexistent"_s,
                             [](const QString &) { return nullptr; });
        const auto added = nowhere.add({said(1)});
        QCOMPARE(added.error().code, ErrorCode::StorageUnavailable);
    }

    void leavesRoomOnTheDisk()
    {
        const auto whole = archive();
        Message huge = said(1, u"f1"_s, u"aa"_s);
        huge.attachment->size = std::numeric_limits<qint64>::max() / 2;
        QVERIFY(whole->add({huge}));
        const auto zip = whole->finish();
        QCOMPARE(zip.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }

    void saysThatTheDiskIsFull()
    {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly));
        ZipWriter zip(full);
        QBuffer data;
        data.setData(QByteArray(1'000'000, 'x'));
        QVERIFY(data.open(QIODevice::ReadOnly));
        const auto added =
            zip.add(u"a.bin"_s, data, QDateTime::currentDateTimeUtc(), ZipWriter::Packing::Store);
        QCOMPARE(added.error().code, ErrorCode::StorageUnavailable);
        QVERIFY2(added.error().detail.contains(u"the disk is full"), qPrintable(added.error().detail));
    }

    void saysThatAFileCannotBeRead()
    {
        QTemporaryFile target(m_folder.filePath(u"x-XXXXXX"_s));
        QVERIFY(target.open());
        ZipWriter zip(target);
        BrokenFile broken;
        broken.setData("kurz"_ba);
        QVERIFY(broken.open(QIODevice::ReadOnly));
        const auto added =
            zip.add(u"a.bin"_s, broken, QDateTime::currentDateTimeUtc(), ZipWriter::Packing::Deflate);
        QCOMPARE(added.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(added.error().detail.startsWith(u"a.bin"));
    }
};

QTEST_GUILESS_MAIN(ClassArchiveTest)
#include "tst_classarchive.moc"
