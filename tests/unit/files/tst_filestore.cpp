// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileStore.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

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

} // namespace

/// Uploaded files: each content once, whole or not at all.
class FileStoreTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    void keepsAFileUnderItsHash()
    {
        FileStore store(m_dir.filePath(u"files"_s));
        QVERIFY(store.open());
        const QString upload = store.incomingDirectory() + u"/1"_s;
        write(upload, "a picture"_ba);
        const QString hash = sha256("a picture"_ba);

        QVERIFY(store.locate(hash).isEmpty());
        QVERIFY(store.take(upload, hash));
        QVERIFY(!QFile::exists(upload));
        QCOMPARE(store.locate(hash), m_dir.filePath(u"files/"_s + hash.left(2) + u'/' + hash.mid(2)));
        QCOMPARE(read(store.locate(hash)), "a picture"_ba);

        QVERIFY(store.remove(hash));
        QVERIFY(store.locate(hash).isEmpty());
        QVERIFY(store.remove(hash));
    }

    void keepsTheSameContentOnce()
    {
        FileStore store(m_dir.filePath(u"once"_s));
        QVERIFY(store.open());
        const QString hash = sha256("same"_ba);
        for (const QString &name : {u"/1"_s, u"/2"_s}) {
            write(store.incomingDirectory() + name, "same"_ba);
            QVERIFY(store.take(store.incomingDirectory() + name, hash));
            QVERIFY(!QFile::exists(store.incomingDirectory() + name));
        }
        const QDir folder(m_dir.filePath(u"once/"_s + hash.left(2)));
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
    }

    void replacesATornFile()
    {
        FileStore store(m_dir.filePath(u"torn"_s));
        QVERIFY(store.open());
        const QString hash = sha256("whole"_ba);
        QVERIFY(QDir().mkpath(m_dir.filePath(u"torn/"_s + hash.left(2))));
        write(m_dir.filePath(u"torn/"_s + hash.left(2) + u'/' + hash.mid(2)), "who"_ba);
        write(store.incomingDirectory() + u"/1"_s, "whole"_ba);
        QVERIFY(store.take(store.incomingDirectory() + u"/1"_s, hash));
        QCOMPARE(read(store.locate(hash)), "whole"_ba);
    }

    void sweepsHalfUploadsAtStart()
    {
        FileStore store(m_dir.filePath(u"swept"_s));
        QVERIFY(store.open());
        write(store.incomingDirectory() + u"/half"_s, "hal"_ba);
        QVERIFY(store.open());
        QVERIFY(!QFile::exists(store.incomingDirectory() + u"/half"_s));
    }

    void refusesWhatIsNoHash()
    {
        FileStore store(m_dir.filePath(u"names"_s));
        QVERIFY(store.open());
        write(m_dir.filePath(u"secret"_s), "secret"_ba);
        for (const QString &name :
             {u"../secret"_s, u""_s, u"ab"_s, sha256({}).toUpper(), u"../"_s.repeated(22).left(64)}) {
            QVERIFY(store.locate(name).isEmpty());
            QVERIFY(!store.take(m_dir.filePath(u"secret"_s), name));
        }
        QVERIFY(QFile::exists(m_dir.filePath(u"secret"_s)));
    }

    void saysWhichDirectoryAndWhy()
    {
        write(m_dir.filePath(u"afile"_s), "x"_ba);
        const auto opened = FileStore(m_dir.filePath(u"afile"_s)).open();
        QCOMPARE(opened.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(opened.error().detail.contains(m_dir.filePath(u"afile"_s)));

        const auto absent = FileStore(u"/proc/nothing"_s).open();
        QVERIFY(absent.error().detail.contains(u"/proc/nothing"_s));
    }

    void saysWhenAFileCannotBeKept()
    {
        FileStore store(m_dir.filePath(u"gone"_s));
        QVERIFY(store.open());
        const auto taken = store.take(store.incomingDirectory() + u"/none"_s, sha256("none"_ba));
        QCOMPARE(taken.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(taken.error().detail.contains(u"none"_s));
    }
};

QTEST_GUILESS_MAIN(FileStoreTest)
#include "tst_filestore.moc"
