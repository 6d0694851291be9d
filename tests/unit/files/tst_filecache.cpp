// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileCache.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Copies of files: as many as there is room for, those that are used.
class FileCacheTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    static QString hash(char digit) { return QString(64, QLatin1Char(digit)); }
    QString path(const QString &name) const { return m_dir->filePath(name); }

    void write(const QString &name, qint64 bytes, int secondsAgo = 0)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(bytes, 'x'));
        file.flush();
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-secondsAgo),
                                 QFileDevice::FileModificationTime));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void knowsAfterARestartWhatItHas()
    {
        write(hash('a'), 10);
        write(u"01JDRAFT"_s, 10);
        FileCache cache(m_dir->path(), 100);
        QVERIFY(cache.open());
        QCOMPARE(cache.locate(hash('a')), path(hash('a')));
        QVERIFY(cache.locate(hash('b')).isEmpty());
        QVERIFY(!QFile::exists(path(u"01JDRAFT"_s)));
        QCOMPARE(cache.hashes(), QStringList{hash('a')});
    }

    void whatWasNotUsedForLongestGoesFirst()
    {
        write(hash('a'), 40, 300);
        write(hash('b'), 40, 200);
        write(hash('c'), 40, 100);
        {
            FileCache cache(m_dir->path(), 100);
            QVERIFY(cache.open());
            QVERIFY(!QFile::exists(path(hash('a'))));
            QVERIFY(!cache.locate(hash('b')).isEmpty()); // now it is c that was not used for longer
        }
        FileCache cache(m_dir->path(), 40);
        QVERIFY(cache.open());
        QVERIFY(!QFile::exists(path(hash('c'))));
        QVERIFY(QFile::exists(path(hash('b'))));
    }

    void whatIsAboutToBeOpenedStays()
    {
        FileCache cache(m_dir->path(), 50);
        QVERIFY(cache.open());
        for (const char digit : {'a', 'b'}) {
            write(u"draft"_s, 40);
            QCOMPARE(cache.put(path(u"draft"_s), hash(digit)).value(), path(hash(digit)));
        }
        QVERIFY(QFile::exists(path(hash('a'))));
        FileCache later(m_dir->path(), 50);
        QVERIFY(later.open());
        QVERIFY(QFile::exists(path(hash('a')))); // a restart takes seconds; these are still fresh
    }

    void forgets()
    {
        FileCache cache(m_dir->path(), 50);
        QVERIFY(cache.open());
        write(u"draft"_s, 40);
        QVERIFY(cache.put(path(u"draft"_s), hash('a')));
        cache.forget(hash('a'));
        cache.forget(hash('a'));
        QVERIFY(!QFile::exists(path(hash('a'))));
        QVERIFY(cache.hashes().isEmpty());
        QVERIFY(cache.draft() != cache.draft());
    }
};

QTEST_GUILESS_MAIN(FileCacheTest)
#include "tst_filecache.moc"
