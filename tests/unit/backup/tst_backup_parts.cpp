// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/BackupReader.h"
#include "server/backup/BackupWriter.h"
#include "server/backup/RowLines.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

Manifest manifest()
{
    Manifest made;
    made.program = u"1.2.3"_s;
    made.schema = 2;
    made.system = u"01SYSTEM"_s;
    made.createdAt = QDateTime(QDate(2026, 11, 21), QTime(1, 2, 3, 456), Qt::UTC);
    made.rows = {{u"message"_s, 9'007'199'254'740'993}, {u"room"_s, 3}};
    made.missing = {u"ab"_s};
    made.parts = {{u"database/room.jsonl"_s, 12, u"00"_s}, {u"files/ab"_s, 0, u"ff"_s}};
    return made;
}

} // namespace

/// What a backup is made of: its manifest, its lines, its file.
class BackupPartsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_file;

    /// Parts of these contents, all deflated.
    Result<void> write(const QList<std::pair<QString, QByteArray>> &parts, BackupWriter &writer)
    {
        Result<void> done = writer.open();
        for (const auto &[name, bytes] : parts) {
            if (done) done = writer.begin(name);
            if (done) done = writer.write(bytes);
            if (done) writer.end();
        }
        if (done) done = writer.finish(manifest());
        return done;
    }

private Q_SLOTS:
    void init()
    {
        m_file = m_dir.filePath(u"b.zip"_s);
        QFile::remove(m_file);
    }

    void aManifestComesBack()
    {
        const auto back = Manifest::parse(manifest().toJson());
        QVERIFY(back);
        QCOMPARE(*back, manifest());
    }

    void aManifestOfANewerFormatIsRefused()
    {
        Manifest newer = manifest();
        newer.format = Manifest::kFormat + 1;
        const auto read = Manifest::parse(newer.toJson());
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains("newer version of Lectern (1.2.3"_L1),
                 qPrintable(read.error().detail));
        QVERIFY(!Manifest::parse("{}"_ba));
        QVERIFY(!Manifest::parse("no JSON"_ba));
    }

    void rowsComeBackHoweverTheirLinesAreCut()
    {
        const QList<QVariantList> rows{
            {u"가\n나\"\\\t\u2028"_s, 0, QVariant()},
            {u""_s, std::numeric_limits<qint64>::max(), -1},
            {u"\U0001F469\u200D\U0001F3EB"_s, qint64(9'007'199'254'740'993), 1},
        };
        QByteArray lines;
        for (const QVariantList &row : rows)
            lines += rowlines::lineOf(row);
        for (const qsizetype piece : {qsizetype(1), qsizetype(7), lines.size()}) {
            QList<QVariantList> read;
            RowLineReader reader([&read](const QVariantList &row) {
                read.append(row);
                return Result<void>{};
            });
            for (qsizetype i = 0; i < lines.size(); i += piece)
                QVERIFY(reader.feed(lines.mid(i, piece)));
            QVERIFY(reader.finish());
            QCOMPARE(read.size(), rows.size());
            QCOMPARE(read[0][0], rows[0][0]);
            QVERIFY(read[0][2].isNull());
            QCOMPARE(read[1][0].toString(), u""_s);
            QCOMPARE(read[1][1].toLongLong(), std::numeric_limits<qint64>::max());
            QCOMPARE(read[1][2].toLongLong(), -1);
            QCOMPARE(read[2][0], rows[2][0]);
            QCOMPARE(read[2][1].toLongLong(), 9'007'199'254'740'993);
        }
    }

    void linesThatAreNoRowsAreNamed()
    {
        const auto fedWith = [](const QByteArray &bytes) {
            RowLineReader reader([](const QVariantList &) { return Result<void>{}; });
            Result<void> done = reader.feed(bytes);
            return done ? reader.finish() : done;
        };
        QVERIFY(fedWith("[1]\n[\"a\",null]\n"));
        for (const QByteArray &bytes :
             {"[1]\n{}\n"_ba, "[1]\n[[2]]\n"_ba, "[1]\n[true]\n"_ba, "[1]\n[2]"_ba, "[1]\n[2\n"_ba}) {
            const auto done = fedWith(bytes);
            QVERIFY(!done);
            QVERIFY2(done.error().detail.contains("line 2"_L1), qPrintable(done.error().detail));
        }
    }

    void aBackupIsReadAsItWasWritten()
    {
        BackupWriter writer(m_file);
        QVERIFY(write({{u"database/a"_s, "eins"_ba}, {u"files/b"_s, "zwei"_ba}}, writer));
        QCOMPARE(writer.size(), QFile(m_file).size());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_file) & others));
        QVERIFY(!QFile::exists(m_file + u".part"_s));

        BackupReader reader(m_file);
        QVERIFY(reader.open());
        QVERIFY(reader.check());
        QCOMPARE(reader.manifest().parts.size(), 2);
        QByteArray seen;
        QVERIFY(reader.each(u"files/"_s, [&](const Manifest::Part &part, const BackupReader::Read &read) {
            seen = part.name.toUtf8() + '=' + read().value_or("?"_ba);
            return Result<void>{};
        }));
        QCOMPARE(seen, "files/b=zwei"_ba);
    }

    void aBackupThatIsNotFinishedLeavesNothing()
    {
        {
            BackupWriter writer(m_file);
            QVERIFY(writer.open());
            QVERIFY(writer.begin(u"a"_s));
            QVERIFY(QFile::exists(m_file + u".part"_s));
        }
        QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files), QStringList());
    }

    void whatAnotherRunLeftIsWrittenOver_butNotWhatItWrites()
    {
        QFile left(m_file + u".part"_s);
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        left.close();
        BackupWriter first(m_file);
        QVERIFY(first.open());
        QVERIFY(!(QFile::permissions(m_file + u".part"_s) & QFile::ReadOther));

        BackupWriter second(m_file);
        const auto opened = second.open();
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.contains("another backup"_L1), qPrintable(opened.error().detail));
    }

    void aPartThatIsNotWhatTheManifestSaysIsNamed_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("named");
        QTest::newRow("missing") << "missing"_ba << u"database/a is missing"_s;
        QTest::newRow("unknown") << "unknown"_ba << u"files/b is not in its manifest"_s;
        QTest::newRow("twice") << "twice"_ba << u"files/b: it is there twice"_s;
        QTest::newRow("other bytes") << "other"_ba << u"files/b: its bytes are not those"_s;
    }

    void aPartThatIsNotWhatTheManifestSaysIsNamed()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, named);
        // As somebody would who can write zip files, but not read this code.
        const auto shaOf = [](const QByteArray &bytes) {
            return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        };
        Manifest says = manifest();
        says.parts = {{u"database/a"_s, 4, shaOf("eins")}, {u"files/b"_s, 4, shaOf("zwei")}};
        if (change == "unknown") says.parts.removeLast();
        QList<std::pair<QString, QByteArray>> parts{{u"database/a"_s, "eins"_ba}, {u"files/b"_s, "zwei"_ba}};
        if (change == "missing") parts.removeFirst();
        if (change == "twice") parts.append(parts.last());
        if (change == "other") parts.last().second = "drei"_ba;
        parts.append({u"manifest.json"_s, says.toJson()});
        {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::WriteOnly));
            ZipWriter zip(file);
            for (const auto &[name, bytes] : parts) {
                QVERIFY(zip.begin({name, QDateTime::currentDateTimeUtc()}));
                QVERIFY(zip.write(bytes));
            }
            QVERIFY(zip.finish());
        }
        BackupReader reader(m_file);
        QVERIFY(reader.open());
        const auto checked = reader.check();
        QVERIFY(!checked);
        QVERIFY2(checked.error().detail.contains(named), qPrintable(checked.error().detail));
        QVERIFY(checked.error().detail.contains(m_file));
    }

    void anArchiveOfAnotherKindIsNoBackup()
    {
        {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::WriteOnly));
            ZipWriter zip(file);
            QVERIFY(zip.begin({u"holiday.jpg"_s, QDateTime::currentDateTimeUtc()}));
            QVERIFY(zip.finish());
        }
        const auto opened = BackupReader(m_file).open();
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.contains("manifest"_L1), qPrintable(opened.error().detail));
        QVERIFY(!BackupReader(m_dir.filePath(u"nothing"_s)).open());
    }
};

QTEST_GUILESS_MAIN(BackupPartsTest)
#include "tst_backup_parts.moc"
