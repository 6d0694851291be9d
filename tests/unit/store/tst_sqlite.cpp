// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>

#include <unistd.h>

using namespace lectern;
using namespace lectern::storetest;

namespace {

/// Child process: opens the file as somebody who may not write it, and prints the problem.
int openAsNobody(const QString &file)
{
    if (::geteuid() == 0 && ::seteuid(65'534) != 0) return 2;
    Database database;
    const auto opened = database.open(u"sqlite:"_s + file);
    const QByteArray line = (opened ? u"opened"_s : opened.error().detail).toUtf8();
    return ::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) < 0 ? 1 : 0;
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

/// The file, and what happens when the disk does not play along.
class SqliteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void anEmptyFileIsMigratedAndSafe()
    {
        House house(url());
        const auto pragma = [&](const QString &name) { return pragmaOf(house, name); };
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"synchronous"_s), u"2"_s);
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
        QCOMPARE(pragma(u"integrity_check"_s), u"ok"_s);
        const auto versions = valueOf(house.database.run<QList<int>>([](Sql &sql) {
            return sql.rows<int>(u"SELECT version FROM schema_version ORDER BY version"_s, {},
                                 [](const SqlRow &row) { return row.value(0).toInt(); });
        }));
        QCOMPARE(versions.value(0), 1);
        for (const QString &part : {file(), file() + u"-wal"_s, file() + u"-shm"_s})
            QVERIFY(!(QFile::permissions(part) & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(house.database.id().size(), 26);
    }

    void theSchoolMayChooseSpeedOverAPowerCut()
    {
        House house(url(), {.durability = Durability::Normal});
        QCOMPARE(pragmaOf(house, u"synchronous"_s), u"1"_s);
        QCOMPARE(pragmaOf(house, u"journal_mode"_s), u"wal"_s);
    }

    void aUrlOrFileThatCannotBeIsNamed()
    {
        for (const QString &url : {u"mysql://x"_s, u"sqlite:"_s, u""_s}) {
            Database database;
            const auto opened = database.open(url);
            QVERIFY(!opened);
            QVERIFY(opened.error().detail.contains(u"expected sqlite:FILE"_s));
        }
        write(file(), QByteArray(5000, 'x'));
        for (const QString &path : {m_dir->path(), m_dir->filePath(u"no/such/folder/a.db"_s), file()}) {
            Database database;
            const auto opened =
                database.open(u"sqlite:"_s + path, {.busyTimeout = std::chrono::milliseconds(50)});
            QVERIFY(!opened);
            QVERIFY(opened.error().detail.contains(path));
        }
        write(file(), {});
        Database database;
        QVERIFY(database.open(url()));
    }

    void aReadOnlyFileIsRefusedAtTheStart()
    {
        {
            House house(url());
        }
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther |
                                                         QFile::ExeOther));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"open-as-nobody"_s, file()});
        QVERIFY(child.waitForFinished());
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QString said = QString::fromUtf8(child.readAllStandardOutput());
        QVERIFY2(said.contains(file()) && said.contains(u"writable"_s), qPrintable(said));
    }

    void whenTheDiskIsFullNothingIsHalfStored()
    {
        House house(url());
        const QString room = house.makeRoom().id;
        append(house.log, {text(room, u"s1"_s, u"먼저"_s)});
        QVERIFY(house.execute(u"PRAGMA max_page_count = 1"_s)); // no page more than there are
        QList<Message> batch;
        for (int i = 0; i < 100; ++i)
            batch.append(text(room, u"s1"_s, u"글"_s.repeated(4'000), u"c%1"_s.arg(i)));
        for (const auto &answer : append(house.log, batch)) {
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::StorageUnavailable);
            QVERIFY(!answer.error().detail.contains(u"INSERT"_s) && !answer.error().detail.contains(file()));
        }
        QVERIFY(!house.database.isHealthy());
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))), QStringList{u"먼저"_s});
        QCOMPARE(valueOf(house.log.lastSeqs({room})).value(room), 1);
        QVERIFY(!house.database.isHealthy()); // that reading works does not make it writable

        QVERIFY(house.execute(u"PRAGMA max_page_count = 1000000"_s));
        qint64 seq = 1;
        for (const auto &answer : append(house.log, batch)) {
            QVERIFY(answer);
            QVERIFY(!answer->duplicate);
            QCOMPARE(answer->message.seq, ++seq);
        }
        QTRY_VERIFY(house.database.isHealthy());
    }

    void whatTurnsReadOnlyIsToldAndRecovers()
    {
        House house(url());
        const QString room = house.makeRoom().id;
        QVERIFY(house.execute(u"PRAGMA query_only = ON"_s));
        QCOMPARE(append(house.log, {text(room, u"s1"_s, u"아니"_s)})[0].error().code,
                 ErrorCode::StorageUnavailable);
        QCOMPARE(codeOf(house.rooms.setSeen(room, u"s1"_s)), ErrorCode::StorageUnavailable);
        QVERIFY(!house.database.isHealthy());
        QVERIFY(house.execute(u"PRAGMA query_only = OFF"_s));
        QCOMPARE(append(house.log, {text(room, u"s1"_s, u"다시"_s)})[0]->message.seq, 1);
        QTRY_VERIFY(house.database.isHealthy());
    }

    void aLockHeldTooLongIsTold()
    {
        House hog(url());
        const QString room = hog.makeRoom().id;
        House house(url(), {.busyTimeout = std::chrono::milliseconds(50)});
        QVERIFY(hog.execute(u"BEGIN IMMEDIATE"_s));
        const Message message = text(room, u"s1"_s, u"기다림"_s, u"c1"_s);
        QCOMPARE(append(house.log, {message})[0].error().code, ErrorCode::StorageUnavailable);
        QVERIFY(!house.database.isHealthy());
        QVERIFY(hog.execute(u"COMMIT"_s));
        QTRY_VERIFY(house.database.isHealthy());
        QVERIFY(!append(house.log, {message})[0]->duplicate);
    }

private:
    static QString pragmaOf(House &house, const QString &name)
    {
        return valueOf(house.database.run<QList<QString>>([name](Sql &sql) {
                   return sql.rows<QString>(u"PRAGMA "_s + name, {},
                                            [](const SqlRow &row) { return row.value(0).toString(); });
               }))
            .value(0);
    }

    QString file() const { return m_dir->filePath(u"lectern.db"_s); }
    QString url() const { return u"sqlite:"_s + file(); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "open-as-nobody"_L1) return openAsNobody(arguments.value(2));
    SqliteTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlite.moc"
