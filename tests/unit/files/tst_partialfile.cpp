// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PartialFile.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// The bytes of an upload that is not whole yet.
class PartialFileTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    std::unique_ptr<PartialFile> open() { return PartialFile::open(m_dir->path(), u"01F"_s).value(); }
    qint64 mark() const { return PartialFile::markOf(m_dir->path(), u"01F"_s); }
    QByteArray bytes() const
    {
        QFile file(m_dir->filePath(u"01F"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void onlyWhatWasFlushedCountsTheNextTime()
    {
        QCOMPARE(mark(), 0);
        {
            const auto file = open();
            QVERIFY(file->append("1234"_ba));
            QCOMPARE(file->flush().value(), 4);
            QVERIFY(file->append("5678"_ba));
            QCOMPARE(file->written(), 8);
            QCOMPARE(mark(), 4);
        }
        const auto file = open();
        QCOMPARE(file->written(), 4);
        QVERIFY(file->append("abc"_ba));
        QCOMPARE(file->flush().value(), 7);
        QCOMPARE(mark(), 7);
        QCOMPARE(bytes(), "1234abc"_ba);
    }

    void aMarkBeyondTheFileIsNotBelieved()
    {
        {
            const auto file = open();
            QVERIFY(file->append("1234"_ba));
            QVERIFY(file->flush());
        }
        QVERIFY(QFile::resize(m_dir->filePath(u"01F"_s), 3));
        QCOMPARE(mark(), 3);
        QCOMPARE(open()->written(), 3);
    }

    void oneHoldsIt()
    {
        auto first = open();
        QVERIFY(!open());
        first.reset();
        QVERIFY(open());
    }

    void isGoneWithItsMark()
    {
        QVERIFY(open()->flush());
        QFile orphan(m_dir->filePath(u"01G.mark"_s));
        QVERIFY(orphan.open(QIODevice::WriteOnly));
        QStringList ids = PartialFile::idsIn(m_dir->path());
        ids.sort();
        QCOMPARE(ids, (QStringList{u"01F"_s, u"01G"_s}));
        for (const QString &id : ids)
            PartialFile::remove(m_dir->path(), id);
        QVERIFY(m_dir->isValid() && QDir(m_dir->path()).isEmpty());
    }

    void saysWhatCannotBeWritten()
    {
        const auto nowhere = PartialFile::open(m_dir->filePath(u"none"_s), u"01F"_s);
        QCOMPARE(nowhere.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(nowhere.error().detail.contains(u"none/01F"_s));
    }
};

QTEST_GUILESS_MAIN(PartialFileTest)
#include "tst_partialfile.moc"
