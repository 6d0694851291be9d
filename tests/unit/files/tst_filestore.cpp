// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/DatabaseFileStore.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/EitherFileStore.h"
#include "server/files/Inbox.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"
#include "tests/unit/store/TestDatabases.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kCache = 10'000'000;

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray large()
{
    QByteArray bytes(2'500'000, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(i * 31 + i / 1000);
    return bytes;
}

} // namespace

/// Uploaded files, wherever they lie: each content once, whole or not at all.
class FileStoreTest : public QObject
{
    Q_OBJECT

    storetest::TestDatabases m_databases;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;

    QString path(const QString &name) const { return m_dir->filePath(name); }

    std::unique_ptr<FileStore> inDatabase(const QString &cache, qint64 bytes = kCache)
    {
        return std::make_unique<DatabaseFileStore>(*m_database, path(cache), bytes);
    }

    std::unique_ptr<FileStore> store(const QString &kind)
    {
        if (kind == "database"_L1) return inDatabase(u"cache"_s);
        return std::make_unique<DirectoryFileStore>(path(u"files"_s));
    }

    Result<void> remove(FileStore &store, const QString &hash)
    {
        return m_database->run<void>([&store, hash](Sql &sql) { return store.remove(sql, hash); }).result();
    }

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("in a directory") << u"directory"_s;
        QTest::newRow("in the database") << u"database"_s;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<Database>();
        QVERIFY(m_database->open(m_databases.fresh()));
    }
    void cleanup() { m_database.reset(); }

    void keepsAFileUnderItsHash_data() { kinds(); }
    void keepsAFileUnderItsHash()
    {
        QFETCH(QString, kind);
        const auto files = store(kind);
        QVERIFY(files->open());
        for (const QByteArray &bytes : {"a picture"_ba, large(), QByteArray()}) {
            const QString hash = sha256(bytes);
            write(path(u"upload"_s), bytes);
            QVERIFY(files->locate(hash).isEmpty());
            QVERIFY(files->take(path(u"upload"_s), hash));
            QVERIFY(!QFile::exists(path(u"upload"_s)));
            QVERIFY(read(files->locate(hash)) == bytes);
            QCOMPARE(files->fetch(hash).value(), files->locate(hash));

            QVERIFY(remove(*files, hash));
            QVERIFY(files->locate(hash).isEmpty());
            QVERIFY(remove(*files, hash));
        }
        QVERIFY(files->fetch(sha256("never"_ba)).value().isEmpty());
    }

    void keepsTheSameContentOnce_data() { kinds(); }
    void keepsTheSameContentOnce()
    {
        QFETCH(QString, kind);
        const auto files = store(kind);
        QVERIFY(files->open());
        const QString hash = sha256("same"_ba);
        for (int i = 0; i < 2; ++i) {
            write(path(u"upload"_s), "same"_ba);
            QVERIFY(files->take(path(u"upload"_s), hash));
            QVERIFY(!QFile::exists(path(u"upload"_s)));
        }
        QCOMPARE(read(files->locate(hash)), "same"_ba);
        QVERIFY(remove(*files, hash));
        QVERIFY(files->fetch(hash).value().isEmpty());
    }

    void refusesWhatIsNoHash_data() { kinds(); }
    void refusesWhatIsNoHash()
    {
        QFETCH(QString, kind);
        const auto files = store(kind);
        QVERIFY(files->open());
        write(path(u"secret"_s), "secret"_ba);
        for (const QString &name :
             {u"../secret"_s, u""_s, u"ab"_s, sha256({}).toUpper(), u"../"_s.repeated(22).left(64)}) {
            QVERIFY(files->locate(name).isEmpty());
            QVERIFY(files->fetch(name).value().isEmpty());
            QVERIFY(!files->take(path(u"secret"_s), name));
            QVERIFY(remove(*files, name));
        }
        QVERIFY(QFile::exists(path(u"secret"_s)));
    }

    void saysWhenAFileCannotBeKept_data() { kinds(); }
    void saysWhenAFileCannotBeKept()
    {
        QFETCH(QString, kind);
        const auto files = store(kind);
        QVERIFY(files->open());
        const auto taken = files->take(path(u"none"_s), sha256("none"_ba));
        QCOMPARE(taken.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(taken.error().detail.contains(u"none"_s));
    }

    void whatAnEarlierConfigurationStoredIsStillFound()
    {
        const auto before = store(u"directory"_s);
        QVERIFY(before->open());
        const QString older = sha256("older"_ba), newer = sha256("newer"_ba);
        write(path(u"upload"_s), "older"_ba);
        QVERIFY(before->take(path(u"upload"_s), older));

        EitherFileStore files(store(u"database"_s), store(u"directory"_s));
        QVERIFY(files.open());
        write(path(u"upload"_s), "newer"_ba);
        QVERIFY(files.take(path(u"upload"_s), newer));
        QVERIFY(before->locate(newer).isEmpty());
        QCOMPARE(files.locate(older), before->locate(older));
        QCOMPARE(read(files.fetch(older).value()), "older"_ba);
        QCOMPARE(read(files.fetch(newer).value()), "newer"_ba);
        QVERIFY(files.fetch(sha256("never"_ba)).value().isEmpty());
        QCOMPARE(files.copies(), QStringList{newer});
        for (const QString &hash : {older, newer}) {
            QVERIFY(remove(files, hash));
            QVERIFY(files.fetch(hash).value().isEmpty());
        }
    }

    void aDirectoryReplacesATornFile()
    {
        const auto files = store(u"directory"_s);
        QVERIFY(files->open());
        const QString hash = sha256("whole"_ba);
        const QString folder = path(u"files/"_s + hash.left(2));
        QVERIFY(QDir().mkpath(folder));
        write(folder + u'/' + hash.mid(2), "who"_ba);
        write(path(u"upload"_s), "whole"_ba);
        QVERIFY(files->take(path(u"upload"_s), hash));
        QCOMPARE(read(files->locate(hash)), "whole"_ba);
        QCOMPARE(files->locate(hash), folder + u'/' + hash.mid(2));
    }

    void anotherMachineFetchesWhatLiesInTheDatabase()
    {
        const auto here = inDatabase(u"here"_s), there = inDatabase(u"there"_s);
        QVERIFY(here->open() && there->open());
        const QString hash = sha256(large());
        write(path(u"upload"_s), large());
        QVERIFY(here->take(path(u"upload"_s), hash));
        QVERIFY(there->locate(hash).isEmpty());
        const QString copy = there->fetch(hash).value();
        QVERIFY(copy.startsWith(path(u"there"_s)));
        QVERIFY(read(copy) == large());
        QCOMPARE(there->copies(), QStringList{hash});

        QVERIFY(remove(*here, hash));
        QCOMPARE(there->locate(hash), copy);
        there->forgetCopy(hash);
        QVERIFY(!QFile::exists(copy));
        QVERIFY(there->fetch(hash).value().isEmpty());
        QVERIFY(QDir(path(u"there"_s)).isEmpty());
    }

    void aTornFileInTheDatabaseIsNotServed()
    {
        const auto here = inDatabase(u"here"_s), there = inDatabase(u"there"_s);
        QVERIFY(here->open() && there->open());
        const QString hash = sha256(large());
        write(path(u"upload"_s), large());
        QVERIFY(here->take(path(u"upload"_s), hash));
        const auto lose = m_database->run<int>(
            [](Sql &sql) { return sql.execute(u"DELETE FROM file_chunk WHERE position = 9"_s); });
        QCOMPARE(lose.result().value(), 1);
        QVERIFY(there->fetch(hash).value().isEmpty());
        QVERIFY(QDir(path(u"there"_s)).isEmpty());
        // Another upload of the same mends it.
        write(path(u"upload"_s), large());
        QVERIFY(here->take(path(u"upload"_s), hash));
        QVERIFY(read(there->fetch(hash).value()) == large());
    }

    void theDatabaseDoesWithoutACopyHere()
    {
        const auto files = inDatabase(u"cache"_s);
        QVERIFY(files->open());
        QVERIFY(QDir(path(u"cache"_s)).removeRecursively());
        const QString hash = sha256("kept"_ba);
        write(path(u"upload"_s), "kept"_ba);
        QVERIFY(files->take(path(u"upload"_s), hash));
        QVERIFY(!QFile::exists(path(u"upload"_s)));
        QVERIFY(files->locate(hash).isEmpty());
        QCOMPARE(files->fetch(hash).error().code, ErrorCode::StorageUnavailable);
        QVERIFY(files->open());
        QCOMPARE(read(files->fetch(hash).value()), "kept"_ba);
    }

    void theInboxForgetsHalfOfWhatCameInOneRequestAlone()
    {
        Inbox inbox(path(u"files"_s));
        QVERIFY(inbox.open());
        write(inbox.incoming() + u"/half"_s, "hal"_ba);
        write(inbox.partial() + u"/01F"_s, "hal"_ba);
        QVERIFY(inbox.open());
        QVERIFY(!QFile::exists(inbox.incoming() + u"/half"_s));
        QVERIFY(QFile::exists(inbox.partial() + u"/01F"_s));
    }

    void saysWhichDirectoryAndWhy()
    {
        write(path(u"afile"_s), "x"_ba);
        for (const Result<void> &opened :
             {Inbox(path(u"afile"_s)).open(), DirectoryFileStore(path(u"afile"_s)).open(),
              DatabaseFileStore(*m_database, path(u"afile"_s), kCache).open()}) {
            QCOMPARE(opened.error().code, ErrorCode::StorageUnavailable);
            QVERIFY(opened.error().detail.contains(path(u"afile"_s)));
        }
        QVERIFY(DirectoryFileStore(u"/proc/nothing"_s).open().error().detail.contains(u"/proc/nothing"_s));
    }
};

QTEST_GUILESS_MAIN(FileStoreTest)
#include "tst_filestore.moc"
