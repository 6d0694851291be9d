// SPDX-License-Identifier: GPL-3.0-or-later
#include "Place.h"

#include "../store/StoreHouse.h"

#include "server/archive/ZipWriter.h"
#include "server/backup/Backup.h"
#include "server/backup/BackupReader.h"
#include "server/backup/RowLines.h"
#include "server/store/FileRecords.h"

#include <QtCore/QDir>

using namespace lectern;
using namespace lectern::backuptest;
using namespace lectern::storetest;

namespace {

constexpr qsizetype kMiB = 1024 * 1024;

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

struct Entry
{
    QString name;
    QByteArray bytes;
};

/// An archive with these entries and nothing else.
void pack(const QString &path, const QList<Entry> &entries)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    ZipWriter zip(file);
    for (const Entry &entry : entries) {
        QVERIFY(zip.begin({.name = entry.name, .modified = QDateTime::currentDateTimeUtc()}));
        QVERIFY(zip.write(entry.bytes));
    }
    QVERIFY(zip.finish());
}

Entry manifestOf(const QList<Manifest::Part> &parts)
{
    Manifest manifest;
    manifest.schema = 5;
    manifest.createdAt = QDateTime::currentDateTimeUtc();
    manifest.parts = parts;
    return {u"manifest.json"_s, manifest.toJson()};
}

} // namespace

/// Archives that were made to fill memory or disk, and directories that lead elsewhere.
class HostileBackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void anEntryThatSwellsIsReadNoFurtherThanItMayGo()
    {
        const QByteArray zeros(256 * kMiB, '\0');
        pack(backup(), {{u"files/x"_s, zeros}, manifestOf({{u"files/x"_s, 1000, hashOf("x")}})});
        QVERIFY(QFileInfo(backup()).size() < kMiB);
        BackupReader reader(backup());
        QVERIFY(reader.open());
        qsizetype read = 0;
        const auto done =
            reader.each(u"files/"_s, [&](const Manifest::Part &, const BackupReader::Read &next) {
                for (;;) {
                    const auto bytes = next();
                    if (!bytes) return Result<void>(std::unexpected(bytes.error()));
                    if (bytes->isEmpty()) return Result<void>{};
                    read += bytes->size();
                }
            });
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains("more bytes than the manifest names"_L1),
                 qPrintable(done.error().detail));
        QCOMPARE(read, 0);
    }

    void aManifestThatSwellsIsRefused()
    {
        pack(backup(), {{u"manifest.json"_s, QByteArray(80 * kMiB, ' ')}});
        refuses("its manifest has no end"_L1);
    }

    void aLineThatSwellsIsRefused()
    {
        const QByteArray piece(kMiB, ' ');
        RowLineReader lines([](const QVariantList &) { return Result<void>{}; });
        Result<void> fed;
        qsizetype taken = 0;
        for (; fed && taken < 100; ++taken)
            fed = lines.feed(piece);
        QVERIFY(!fed);
        QCOMPARE(taken, 65);
        QVERIFY2(fed.error().detail.startsWith("line 1 is longer"_L1), qPrintable(fed.error().detail));
    }

    void aSecretThatSwellsIsRefused()
    {
        const QByteArray secret(kMiB, 's');
        pack(backup(),
             {{u"jwt.secret"_s, secret}, manifestOf({{u"jwt.secret"_s, secret.size(), hashOf(secret)}})});
        refuses("jwt.secret: too long for a secret"_L1);
    }

    void entriesWithoutNumberAreRefusedAtTheFirst()
    {
        QList<Entry> entries{manifestOf({})};
        for (int i = 0; i < 20'000; ++i)
            entries += {u"files/"_s + QString::number(i), {}};
        pack(backup(), entries);
        refuses("files/0 is not in its manifest"_L1);
    }

    void anEntryThatLeadsElsewhereIsRefused()
    {
        const QString name = u"files/../../outside"_s;
        pack(backup(), {{name, "x"_ba}, manifestOf({{name, 1, hashOf("x")}})});
        refuses("its name is not its SHA-256"_L1);
    }

    /// Whoever may write into a data directory must not choose, by links, what a restore by root overwrites.
    void aRestoreGoesThroughNoLink()
    {
        makeSound();
        Place there(u"sqlite:"_s + m_dir->filePath(u"there.db"_s));
        const QString outside = m_dir->filePath(u"outside"_s);
        backuptest::write(outside, "mine"_ba);
        const QString sha256 = hashOf("a picture");
        const auto link = [&](const QString &name) {
            QVERIFY(QDir().mkpath(QFileInfo(name).absolutePath()));
            QVERIFY(QFile::link(outside, name));
        };
        link(there.secret());
        link(m_dir->filePath(u"there.db.restoring"_s));
        link(there.dir.filePath(u"files/incoming/"_s + sha256));
        link(there.dir.filePath(u"files/%1/%2"_s.arg(sha256.left(2), sha256)));
        const auto restored = restore(there);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(bytesOf(outside), "mine"_ba);
        QCOMPARE(bytesOf(there.secret()), "a secret, long enough to be one"_ba);
        QVERIFY(!QFileInfo(there.secret()).isSymLink());
        QCOMPARE(bytesOf(there.files.locate(sha256)), "a picture"_ba);
        QVERIFY(!QFileInfo(there.files.locate(sha256)).isSymLink());
    }

    void aBackupTakesNothingFromBehindALink()
    {
        Place place(u"sqlite:"_s + m_dir->filePath(u"place.db"_s));
        House house(place.database);
        const QString sha256 = makeHouse(place, house);
        const QString outside = m_dir->filePath(u"outside"_s);
        backuptest::write(outside, "theirs"_ba);
        const QString path = place.files.locate(sha256);
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::link(outside, path));
        const auto report = makeBackup({house.database, place.files, place.secret()}, backup());
        QVERIFY(report);
        QCOMPARE(report->files, 0);
        QCOMPARE(report->damaged, QStringList(sha256));
        QVERIFY(!bytesOf(backup()).contains("theirs"));
    }

    void aBackupIsNotWrittenThroughALink()
    {
        const QString outside = m_dir->filePath(u"outside"_s);
        backuptest::write(outside, "mine"_ba);
        QVERIFY(QFile::link(outside, backup()));
        QVERIFY(QFile::link(outside, backup() + u".part"_s));
        makeSound();
        QCOMPARE(bytesOf(outside), "mine"_ba);
        QVERIFY(!QFileInfo(backup()).isSymLink());
    }

private:
    QString backup() const { return m_dir->filePath(u"b.zip"_s); }

    Result<RestoreReport> restore(Place &place)
    {
        BackupReader reader(backup());
        if (const auto opened = reader.open(); !opened) return std::unexpected(opened.error());
        return restoreBackup(reader, place.target());
    }

    void refuses(QLatin1StringView why)
    {
        Place there(u"sqlite:"_s + m_dir->filePath(u"there.db"_s));
        const auto restored = restore(there);
        QVERIFY(!restored);
        QVERIFY2(restored.error().detail.contains(why), qPrintable(restored.error().detail));
        QCOMPARE(*whatIsThere(there.target()), QStringList());
    }

    /// A room with a picture, whose hash it gives.
    static QString makeHouse(Place &place, House &house)
    {
        if (!place.files.open()) qFatal("cannot open");
        backuptest::write(place.secret(), "a secret, long enough to be one"_ba);
        FileRecord record;
        record.id = newUlid();
        record.roomId = house.makeRoom().id;
        record.uploaderId = u"teacher"_s;
        record.name = u"a.png"_s;
        record.contentType = u"image/png"_s;
        record.size = 9;
        record.sha256 = storeFile(place, "a picture"_ba);
        record.createdAt = QDateTime::currentDateTimeUtc();
        valueOf(FileRecords(house.database).insert(record));
        return record.sha256;
    }

    void makeSound()
    {
        Place place(u"sqlite:"_s + m_dir->filePath(u"place.db"_s));
        House house(place.database);
        makeHouse(place, house);
        const auto report = makeBackup({house.database, place.files, place.secret()}, backup());
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(HostileBackupTest)
#include "tst_hostile_backup.moc"
