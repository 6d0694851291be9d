// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/Migrations.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QThread>

#include <unistd.h>

using namespace lectern;
using namespace lectern::storetest;

namespace {

/// Child process: appends without pause and prints "SEQ ID" for every acknowledged message.
int appendUntilKilled(const QString &file, const QString &roomId)
{
    House house(file);
    std::function<void()> next = [&] {
        house.log.append(text(roomId, u"s1"_s, u"살아남을 글"_s), [&](Result<MessageLog::Appended> answer) {
            if (answer) {
                const QByteArray line =
                    QByteArray::number(answer->message.seq) + ' ' + answer->message.id.toLatin1() + '\n';
                if (::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) < 0)
                    QCoreApplication::exit(1);
            }
            next();
        });
    };
    for (int i = 0; i < 20; ++i)
        next();
    return QCoreApplication::exec();
}

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

/// Opening, migrating, and what happens when the disk does not play along.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void anEmptyFileIsMigratedAndSafe()
    {
        House house(file());
        const auto pragma = [&](const QString &name) {
            return valueOf(house.database.run<QList<QString>>([name](Sql &sql) {
                       return sql.rows<QString>(u"PRAGMA "_s + name, {},
                                                [](const QSqlQuery &row) { return row.value(0).toString(); });
                   }))
                .value(0);
        };
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"synchronous"_s), u"2"_s);
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
        QCOMPARE(pragma(u"integrity_check"_s), u"ok"_s);
        const auto versions = valueOf(house.database.run<QList<int>>([](Sql &sql) {
            return sql.rows<int>(u"SELECT version FROM schema_version ORDER BY version"_s, {},
                                 [](const QSqlQuery &row) { return row.value(0).toInt(); });
        }));
        QCOMPARE(versions.value(0), 1);
        for (const QString &part : {file(), file() + u"-wal"_s, file() + u"-shm"_s})
            QVERIFY(!(QFile::permissions(part) & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(house.database.id().size(), 26);
    }

    void refusesADatabaseOfANewerVersion()
    {
        {
            House house(file());
            QVERIFY(house.execute(u"INSERT INTO schema_version VALUES (999, '999-later', 0)"_s));
        }
        Database database;
        const auto opened = database.open(u"sqlite:"_s + file());
        QVERIFY(!opened);
        QVERIFY(opened.error().detail.contains(file()));
        QVERIFY(opened.error().detail.contains(u"newer version"_s));
        QVERIFY(opened.error().detail.contains(u"999"_s));
    }

    void aMigrationThatFailsLeavesNothingBehind()
    {
        House house(file());
        write(m_dir->filePath(u"901-first.sql"_s), "SELECT 1;\n");
        write(m_dir->filePath(u"902-good.sql"_s),
              "-- a note; with a semicolon\n\nCREATE TABLE good (a TEXT);\n\n"
              "CREATE TRIGGER g AFTER INSERT ON good BEGIN\n  DELETE FROM good;\nEND;\n");
        write(m_dir->filePath(u"903-broken.sql"_s), "CREATE TABLE half (a TEXT);\n\nCREATE TABLE (;\n");
        const QString directory = m_dir->path();
        const auto migrated =
            house.database.run<void>([directory](Sql &sql) { return migrate(sql, directory); }).result();
        QVERIFY(!migrated);
        QVERIFY(migrated.error().detail.contains(u"903-broken"_s));
        QVERIFY(house.execute(u"INSERT INTO good VALUES ('x')"_s));
        QVERIFY(!house.execute(u"INSERT INTO half VALUES ('x')"_s));
    }

    void manyMayOpenTheSameNewFileAtOnce()
    {
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> opened = 0;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back(QThread::create([&] {
                Database database;
                if (database.open(u"sqlite:"_s + file())) ++opened;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        QCOMPARE(opened, 8);
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
        QVERIFY(database.open(u"sqlite:"_s + file()));
    }

    void aReadOnlyFileIsRefusedAtTheStart()
    {
        {
            House house(file());
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
        House house(file());
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
        House house(file());
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
        House hog(file());
        const QString room = hog.makeRoom().id;
        House house(file(), std::chrono::milliseconds(50));
        QVERIFY(hog.execute(u"BEGIN IMMEDIATE"_s));
        const Message message = text(room, u"s1"_s, u"기다림"_s, u"c1"_s);
        QCOMPARE(append(house.log, {message})[0].error().code, ErrorCode::StorageUnavailable);
        QVERIFY(!house.database.isHealthy());
        QVERIFY(hog.execute(u"COMMIT"_s));
        QTRY_VERIFY(house.database.isHealthy());
        QVERIFY(!append(house.log, {message})[0]->duplicate);
    }

    void whatWasAcknowledgedSurvivesAKill()
    {
        QString room;
        {
            House house(file());
            room = house.makeRoom().id;
        }
        QHash<qint64, QString> acknowledged;
        for (int round = 0; round < 3; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"append"_s, file(), room});
            QByteArray said;
            QTRY_VERIFY_WITH_TIMEOUT((said += child.readAllStandardOutput()).count('\n') > 300, 30'000);
            child.kill();
            QVERIFY(child.waitForFinished());
            said += child.readAllStandardOutput();
            said.truncate(said.lastIndexOf('\n'));
            for (const QByteArray &line : said.split('\n')) {
                const auto parts = line.split(' ');
                QVERIFY(!acknowledged.contains(parts.value(0).toLongLong()));
                acknowledged.insert(parts.value(0).toLongLong(), QString::fromLatin1(parts.value(1)));
            }
        }
        House house(file());
        const auto stored = valueOf(house.log.read(room, Ask{.after = 0, .limit = 10'000'000}));
        QVERIFY(acknowledged.size() > 900);
        QVERIFY(stored.size() >= acknowledged.size());
        QCOMPARE(valueOf(house.log.lastSeqs({room})).value(room), stored.size());
        int found = 0;
        for (qsizetype i = 0; i < stored.size(); ++i) {
            QCOMPARE(stored[i].seq, i + 1);
            if (!acknowledged.contains(i + 1)) continue;
            QCOMPARE(stored[i].id, acknowledged.value(i + 1));
            ++found;
        }
        QCOMPARE(found, acknowledged.size());
    }

    void jobsThatWerePostedAreDoneBeforeTheEnd()
    {
        int done = 0;
        {
            House house(file());
            for (int i = 0; i < 100; ++i)
                house.database.post([&done](Sql &) { ++done; });
        }
        QCOMPARE(done, 100);
    }

private:
    QString file() const { return m_dir->filePath(u"lectern.db"_s); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "append"_L1) return appendUntilKilled(arguments.value(2), arguments.value(3));
    if (arguments.value(1) == "open-as-nobody"_L1) return openAsNobody(arguments.value(2));
    DatabaseTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_database.moc"
