// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/archive/ZipReader.h"
#include "server/archive/ZipWriter.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

using Contents = QList<std::pair<QString, QByteArray>>;

/// Everything in the archive, or the problem.
Result<Contents> contentsOf(const QString &file)
{
    ZipReader zip;
    if (const auto opened = zip.open(file); !opened) return std::unexpected(opened.error());
    Contents contents;
    for (;;) {
        const auto name = zip.next();
        if (!name) return std::unexpected(name.error());
        if (!*name) return contents;
        contents.append({**name, {}});
        for (;;) {
            const auto bytes = zip.read();
            if (!bytes) return std::unexpected(bytes.error());
            if (bytes->isEmpty()) break;
            contents.last().second += *bytes;
        }
    }
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator generator(7);
    for (char &byte : bytes)
        byte = char(generator.bounded(256));
    return bytes;
}

} // namespace

/// Archives that are written part after part, and read again.
class ArchiveTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_file;
    Contents m_written;

private Q_SLOTS:
    void init()
    {
        m_file = m_dir.filePath(u"a.zip"_s);
        const QByteArray text = QByteArray("교실 ").repeated(50'000);
        const QByteArray picture = noise(300'000);
        m_written = {
            {u"text"_s, text + text}, {u"files/picture"_s, picture}, {u"empty"_s, {}}, {u"끝"_s, "x"_ba}};

        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        ZipWriter zip(file);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        using enum ZipWriter::Packing;
        QVERIFY(zip.begin({u"text"_s, now}));
        QVERIFY(zip.write(text));
        QVERIFY(zip.write(text));
        QVERIFY(zip.begin({u"files/picture"_s, now, Store, picture.size()}));
        QVERIFY(zip.write(picture));
        QVERIFY(zip.begin({u"empty"_s, now, Deflate, -1, true}));
        QBuffer last;
        last.setData("x"_ba);
        QVERIFY(last.open(QIODevice::ReadOnly));
        QVERIFY(zip.add(u"끝"_s, last, now, Deflate));
        QVERIFY(zip.finish());
    }

    void givesBackWhatWasPutIn()
    {
        const auto read = contentsOf(m_file);
        QVERIFY(read);
        QCOMPARE(*read, m_written);
        QVERIFY(QFile(m_file).size() < 400'000);
    }

    void oneThatIsCutOffIsNone()
    {
        QFile file(m_file);
        const qint64 whole = file.size();
        for (const qint64 size : {whole - 1, whole / 2, qint64(30), qint64(0)}) {
            QVERIFY(file.resize(size));
            QVERIFY2(!contentsOf(m_file), qPrintable(QString::number(size)));
        }
    }

    void oneWhoseWriterStoppedIsNone()
    {
        {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            ZipWriter zip(file);
            QVERIFY(zip.begin({u"text"_s, QDateTime::currentDateTimeUtc()}));
            QVERIFY(zip.write("half"_ba));
        }
        QVERIFY(!contentsOf(m_file));
    }

    void changedBytesAreNoticed()
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        const qsizetype inPicture = bytes.indexOf(m_written.at(1).second.left(32));
        QVERIFY(inPicture > 0);
        bytes[inPicture + 100] = char(bytes.at(inPicture + 100) ^ 1);
        QVERIFY(file.seek(0));
        file.write(bytes);
        file.close();
        const auto read = contentsOf(m_file);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::BadRequest);
    }

    void aDiskThatTakesNoMoreIsSaid()
    {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        ZipWriter zip(full);
        const QByteArray picture = noise(300'000);
        Result<void> done =
            zip.begin({u"p"_s, QDateTime::currentDateTimeUtc(), ZipWriter::Packing::Store, picture.size()});
        if (done) done = zip.write(picture);
        if (done) done = zip.finish();
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::StorageUnavailable);
    }
};

QTEST_GUILESS_MAIN(ArchiveTest)
#include "tst_archive.moc"
