// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/AuditLog.h"
#include "server/store/FileRecords.h"
#include "server/store/LogCheck.h"
#include "server/store/Migrations.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlClassRegister.h"

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>

using namespace lectern;
using namespace lectern::storetest;

namespace {

/// What `sqlite3 FILE .dump` wrote, as a database file again.
void restoreDump(const QString &dump, const QString &file)
{
    QFile text(dump);
    QVERIFY(text.open(QIODevice::ReadOnly));
    static const QRegularExpression comment(u"^--.*$"_s, QRegularExpression::MultilineOption);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"restore"_s);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        for (const QString &statement :
             QString::fromUtf8(text.readAll()).remove(comment).split(u";\n"_s, Qt::SkipEmptyParts)) {
            QSqlQuery query(database);
            QVERIFY2(statement.trimmed().isEmpty() || query.exec(statement), qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(u"restore"_s);
}

/// Every value of every table, as text.
QStringList contentOf(Database &database)
{
    return valueOf(database.run<QStringList>([](Sql &sql) -> Result<QStringList> {
        const auto tables = sql.rows<QString>(
            u"SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"_s,
            {}, [](const SqlRow &row) { return row.value(0).toString(); });
        QStringList content;
        for (const QString &table : *tables) {
            const auto rows = sql.rows<QString>(u"SELECT * FROM "_s + table, {}, [&](const SqlRow &row) {
                QString line = table;
                for (int i = 0; i < row.size(); ++i)
                    line += u'|' + row.value(i).toString();
                return line;
            });
            if (!rows) return std::unexpected(rows.error());
            content += *rows;
        }
        return content;
    }));
}

QList<LogFault> faultsOf(Database &database)
{
    return valueOf(database.read<LogReport>(checkLog)).faults;
}

} // namespace

/// Databases as earlier versions left them (databases/NNN.sql, by `sqlite3 FILE .dump`), opened by this one.
class UpgradeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void everyShippedVersion_data()
    {
        QTest::addColumn<QString>("dump");
        const QDir dumps(QFINDTESTDATA("databases"));
        for (const QFileInfo &dump : dumps.entryInfoList({u"*.sql"_s}))
            QTest::newRow(qPrintable(dump.baseName())) << dump.filePath();
    }

    void everyShippedVersion()
    {
        QFETCH(const QString, dump);
        restoreDump(dump, file());
        QStringList upgraded;
        {
            Database database;
            const auto opened = database.open(url());
            QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
            QVERIFY(faultsOf(database).isEmpty());
            upgraded = contentOf(database);
            QVERIFY(upgraded.size() > 30);
        }
        Database database;
        QVERIFY(database.open(url()));
        QCOMPARE(contentOf(database), upgraded);
    }

    void version1KeepsWhatWasSaid()
    {
        restoreDump(QFINDTESTDATA("databases/001.sql"), file());
        House house(url());
        QCOMPARE(house.database.id(), u"01M7Z1GVCR89QCCR59HVT4R83T"_s);
        const auto messages = valueOf(house.log.read(kClass, Ask{.withDeletions = true}));
        QCOMPARE(wordsOf(messages),
                 QStringList({u"여러분 안녕하세요"_s, u"숙제를 다 했어요"_s,
                              u"가각 한글"_s.normalized(QString::NormalizationForm_D),
                              u"ÉTUDE \"Number\" 100% \\ 줄1\n줄2 👩‍🏫"_s, u"delete"_s,
                              u"민준에게만"_s, u"오늘 칠판"_s, u""_s, u"delete"_s, u"poll"_s, u"poll"_s,
                              u"pollResult"_s, u"poll"_s, u"마지막 글"_s}));
        QCOMPARE(messages[6].attachment->name, u"칠판 사진.png"_s);
        QCOMPARE(messages[6].attachment->sha256.size(), 64);
        QCOMPARE(messages[6].sentAt, QDateTime::fromMSecsSinceEpoch(1795264377152, Qt::UTC));
        QCOMPARE(payloadOf<payload::Poll>(messages[9])->choices, QStringList({u"네"_s, u"아직 아니요"_s}));
        QVERIFY(payloadOf<payload::PollResult>(messages[11])->final);

        const auto room = valueOf(house.rooms.find(kClass)).value();
        QCOMPARE(room.name, u"3학년 2반 국어"_s);
        QCOMPARE(room.lastSeq, 16);
        QVERIFY(!valueOf(house.rooms.find(u"JKVVGT"_s))->isOpen());
        QCOMPARE(valueOf(house.rooms.find(u"DNTGSY"_s))->lastSeq, 0);
        const auto records = valueOf(FileRecords(house.database).readyAfter({}, 10));
        QCOMPARE(records.size(), 3);
        QCOMPARE(records[0].id, messages[6].attachment->id);
        const auto attendance = valueOf(SqlAttendanceLog(house.database, u"node"_s).stays(kClass));
        QCOMPARE(attendance.size(), 3);
    }

    void version1IsLinkedMeasuredAndFound()
    {
        restoreDump(QFINDTESTDATA("databases/001.sql"), file());
        House house(url());
        const auto found = [&](const QString &search) {
            QList<qint64> seqs;
            for (const Message &message : valueOf(house.log.read(kClass, Ask{.search = search})))
                seqs += message.seq;
            return seqs;
        };
        QCOMPARE(found(u"숙제"_s), QList<qint64>{2});
        QCOMPARE(found(u"한글"_s), QList<qint64>{3});
        QCOMPARE(found(u"étude"_s), QList<qint64>{4});
        QCOMPARE(found(u"아직"_s), QList<qint64>{12});   // a choice of a poll
        QCOMPARE(found(u"학습지"_s), QList<qint64>{10}); // the name of a file
        QCOMPARE(found(u"비밀"_s), QList<qint64>{});     // deleted
        const auto sizes = valueOf(house.database.run<int>([](Sql &sql) -> Result<int> {
            const auto wrong = sql.row<int>(u"SELECT count(*) FROM room WHERE message_bytes <> (SELECT "
                                            u"coalesce(sum(length(CAST(body AS BLOB))), 0) "
                                            "FROM message WHERE room_id = room.id)"_s,
                                            {}, [](const SqlRow &row) { return row.value(0).toInt(); });
            return wrong->value_or(-1);
        }));
        QCOMPARE(sizes, 0);

        // Life goes on where it stopped.
        const Message retry = text(kClass, u"u_01M7Z1GW1VDE6HRTFQQPZT5STZ"_s, u"마지막 글"_s, u"m9"_s);
        QVERIFY(append(house.log, {retry})[0]->duplicate);
        QCOMPARE(append(house.log, {text(kClass, u"teacher-kim"_s, u"새 글"_s)})[0]->message.seq, 17);
        QVERIFY(faultsOf(house.database).isEmpty());
    }

    void version4KeepsWhatTheHostHasSettled()
    {
        restoreDump(QFINDTESTDATA("databases/004.sql"), file());
        House house(url());
        SqlClassRegister people(house.database);
        const QString lesson = u"GBVYBE"_s;
        QHash<QString, Standing> standings;
        for (const Standing &each : valueOf(people.standings(lesson)))
            standings.insert(each.name, each);
        QVERIFY(standings.value(u"민준"_s).muted);
        QCOMPARE(standings.value(u"민준"_s).realName, u"김민준"_s);
        QVERIFY(!standings.value(u"김선생"_s).muted);
        const auto bans = valueOf(people.bans(lesson));
        QCOMPARE(bans.size(), 1);
        QCOMPARE(bans[0].name, u"서연"_s);
        QStringList names;
        for (const ExpectedName &each : valueOf(people.roster(lesson)))
            names += each.name;
        QCOMPARE(names, QStringList({u"민준"_s, u"하준"_s}));
        const auto room = valueOf(house.rooms.find(lesson)).value();
        QCOMPARE(room.names, Names::Hidden);
        QCOMPARE(room.assistants, QStringList{u"u_01M800BE6SCZHCRQKRD6WWQRE0"_s});
    }

    void version5KeepsTheAudit()
    {
        restoreDump(QFINDTESTDATA("databases/005.sql"), file());
        House house(url());
        AuditLog audit(house.database);
        const auto entries = valueOf(audit.since(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)));
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].actor, u"kim"_s);
        QCOMPARE(entries[0].origin, u"192.168.0.7"_s);
        QCOMPARE(entries[0].at, QDateTime::fromMSecsSinceEpoch(1795301705000, Qt::UTC));
        QCOMPARE(entries[1].target, u"lee"_s);
    }

    void manyMayUpgradeAtOnce()
    {
        restoreDump(QFINDTESTDATA("databases/001.sql"), file());
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> fine = 0;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back(QThread::create([&] {
                Database database;
                if (database.open(url()) && faultsOf(database).isEmpty()) ++fine;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        QCOMPARE(fine, 4);
    }

    void aStepThatFailsTakesItsFileWithIt()
    {
        House house(url());
        QFile script(m_dir->filePath(u"901-tables.sql"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("CREATE TABLE half (a TEXT);\n");
        script.close();
        const auto run = [&](const std::function<Result<void>(Sql &)> &step) {
            return house.database
                .run<void>([step, dir = m_dir->path()](Sql &sql) { return migrate(sql, dir, {{901, step}}); })
                .result();
        };
        const auto failed = run([](Sql &) { return problem(ErrorCode::Internal, u"no"_s); });
        QVERIFY(!failed);
        QVERIFY(failed.error().detail.contains(u"901-tables"_s));
        QVERIFY(!house.execute(u"INSERT INTO half VALUES ('x')"_s));
        QVERIFY(run([](Sql &sql) -> Result<void> {
            const auto done = sql.execute(u"INSERT INTO half VALUES ('x')"_s);
            return done ? Result<void>() : std::unexpected(done.error());
        }));
        QVERIFY(house.execute(u"DELETE FROM half WHERE a = 'x'"_s) == 1);
    }

private:
    const QString kClass = u"CDHBST"_s;

    QString file() const { return m_dir->filePath(u"lectern.db"_s); }
    QString url() const { return u"sqlite:"_s + file(); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(UpgradeTest)
#include "tst_upgrade.moc"
