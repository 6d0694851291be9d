// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/Migrations.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>

#include <latch>

#include <sched.h>
#include <unistd.h>

using namespace lectern;
using namespace lectern::storetest;

namespace {

/// Child process: appends without pause and prints "SEQ ID" for every acknowledged message.
int appendUntilKilled(const QString &url, const QString &roomId)
{
    House house(url);
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

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

/// Opening, migrating, and what the two threads promise, whatever the engine.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_url = m_databases.fresh(); }

    void refusesADatabaseOfANewerVersion()
    {
        {
            House house(m_url);
            QVERIFY(house.execute(u"INSERT INTO schema_version VALUES (999, '999-later', 0)"_s));
        }
        Database database;
        const auto opened = database.open(m_url);
        QVERIFY(!opened);
        QVERIFY(opened.error().detail.contains(m_url));
        QVERIFY(opened.error().detail.contains(u"newer version"_s));
        QVERIFY(opened.error().detail.contains(u"999"_s));
    }

    void aMigrationThatFailsLeavesNothingBehind()
    {
        House house(m_url);
        const QTemporaryDir folder;
        write(folder.filePath(u"901-first.sql"_s), "SELECT 1;\n");
        const QByteArray several =
            m_databases.arePostgres()
                ? "CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS '\n  SELECT 1;\n  SELECT 2;\n';\n"
                : "CREATE TRIGGER g AFTER INSERT ON good BEGIN\n  DELETE FROM good;\nEND;\n";
        write(folder.filePath(u"902-good.sql"_s),
              "-- a note; with a semicolon\n\nCREATE TABLE good (a TEXT);\n\n" + several);
        write(folder.filePath(u"903-broken.sql"_s), "CREATE TABLE half (a TEXT);\n\nCREATE TABLE (;\n");
        const QString directory = folder.path();
        const auto migrated =
            house.database.run<void>([directory](Sql &sql) { return migrate(sql, directory); }).result();
        QVERIFY(!migrated);
        QVERIFY(migrated.error().detail.contains(u"903-broken"_s));
        QVERIFY(house.execute(u"INSERT INTO good VALUES ('x')"_s));
        QVERIFY(!house.execute(u"INSERT INTO half VALUES ('x')"_s));
    }

    void manyMayOpenTheSameNewDatabaseAtOnce()
    {
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> opened = 0;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back(QThread::create([&] {
                Database database;
                if (database.open(m_url)) ++opened;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        QCOMPARE(opened, 8);
    }

    void whatWasAcknowledgedSurvivesAKill()
    {
        QString room;
        {
            House house(m_url);
            room = house.makeRoom().id;
        }
        QHash<qint64, QString> acknowledged;
        for (int round = 0; round < 3; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"append"_s, m_url, room});
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
        House house(m_url);
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
            House house(m_url);
            for (int i = 0; i < 100; ++i)
                house.database.post([&done](Sql &) { ++done; });
        }
        QCOMPARE(done, 100);
    }

    void aLongReadHoldsNoMessageUp()
    {
        House house(m_url);
        const QString room = house.makeRoom().id;
        std::latch released(1);
        auto counted = house.database.read<QList<int>>([&released](Sql &sql) {
            released.wait();
            return sql.rows<int>(u"SELECT count(*) FROM message"_s, {},
                                 [](const SqlRow &row) { return row.value(0).toInt(); });
        });
        QVERIFY(append(house.log, {text(room, u"s1"_s, u"기다리지 않는 글"_s)})[0]);
        QVERIFY(!counted.isFinished());
        released.count_down();
        QCOMPARE(valueOf(counted), QList<int>{1}); // what was answered before the statement is seen by it
    }

    void aReadMayNotWrite()
    {
        House house(m_url);
        const auto written =
            house.database.read<int>([](Sql &sql) { return sql.execute(u"DELETE FROM setting"_s); }).result();
        QVERIFY(!written);
        House again(m_url);
        QCOMPARE(again.database.id(), house.database.id());
    }

    void transactionsOfSeveralNodesTakeTurns()
    {
        constexpr int kTurns = 100;
        House house(m_url);
        House other(m_url);
        QVERIFY(house.execute(u"INSERT INTO setting (key, value) VALUES ('turns', '0')"_s));
        const auto turn = [](Sql &sql) {
            return sql.transaction([&]() -> Result<int> {
                const auto count = sql.row<int>(u"SELECT value FROM setting WHERE key = 'turns'"_s, {},
                                                [](const SqlRow &row) { return row.value(0).toInt(); });
                if (!count) return std::unexpected(count.error());
                return sql.execute(u"UPDATE setting SET value = ? WHERE key = 'turns'"_s,
                                   {QString::number(count->value() + 1)});
            });
        };
        QList<QFuture<Result<int>>> turns;
        for (int i = 0; i < kTurns; ++i)
            turns << house.database.run<int>(turn) << other.database.run<int>(turn);
        for (auto &one : turns)
            QCOMPARE(valueOf(one), 1);
        const auto count = house.database.run<QList<QString>>([](Sql &sql) {
            return sql.rows<QString>(u"SELECT value FROM setting WHERE key = 'turns'"_s, {},
                                     [](const SqlRow &row) { return row.value(0).toString(); });
        });
        QCOMPARE(valueOf(count), QList<QString>{QString::number(2 * kTurns)});
    }

    void whatWaitsTogetherIsCommittedAtOnce()
    {
        House house(m_url);
        House other(m_url);
        std::latch released(1);
        house.database.post([&released](Sql &) { released.wait(); });
        int seenInBetween = -1;
        const auto first = house.database.together<int>([](Sql &sql) { return put(sql, u"a"_s); });
        const auto second = house.database.together<int>([&](Sql &sql) -> Result<int> {
            seenInBetween = keysIn(other).count(); // by somebody else, before the commit
            return put(sql, u"b"_s);
        });
        const auto reads =
            house.database.together<QStringList>([](Sql &sql) { return Result<QStringList>(keys(sql)); });
        released.count_down();
        QCOMPARE(valueOf(first), 1);
        QCOMPARE(valueOf(second), 1);
        QCOMPARE(seenInBetween, 0);
        QCOMPARE(valueOf(reads), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(keysIn(other), (QStringList{u"a"_s, u"b"_s}));
    }

    /// By its rules, by a statement that cannot be, and in the middle of a transaction of its own.
    void whoFailsAmongThemIsUndoneAlone()
    {
        House house(m_url);
        std::latch released(1);
        house.database.post([&released](Sql &) { released.wait(); });
        const auto good = house.database.together<int>([](Sql &sql) { return put(sql, u"a"_s); });
        const auto refused = house.database.together<int>([](Sql &sql) -> Result<int> {
            if (const auto done = put(sql, u"b"_s); !done) return done;
            return problem(ErrorCode::RoomNotFound, u"no"_s);
        });
        const auto broken = house.database.together<int>([](Sql &sql) -> Result<int> {
            return sql.transaction([&]() -> Result<int> {
                if (const auto done = put(sql, u"c"_s); !done) return done;
                return sql.execute(u"INSERT INTO nowhere VALUES (1)"_s);
            });
        });
        const auto forgiving = house.database.together<int>([](Sql &sql) -> Result<int> {
            const auto tried = sql.transaction([&]() -> Result<int> { return put(sql, u"a"_s); });
            if (tried) return problem(ErrorCode::Internal, u"expected the key to be taken"_s);
            return put(sql, u"d"_s);
        });
        released.count_down();
        QCOMPARE(valueOf(good), 1);
        QCOMPARE(refused.result().error().code, ErrorCode::RoomNotFound);
        QCOMPARE(broken.result().error().code, ErrorCode::Internal);
        QCOMPARE(valueOf(forgiving), 1);
        QCOMPARE(keysIn(house), (QStringList{u"a"_s, u"d"_s}));
    }

    void whatIsNotSharedKeepsItsPlaceAmongThem()
    {
        House house(m_url);
        std::latch released(1);
        QStringList order;
        const auto shared = [&](const QString &name) {
            house.database.together<int>([&order, name](Sql &) -> Result<int> {
                order += name;
                return 1;
            });
        };
        house.database.post([&released](Sql &) { released.wait(); });
        shared(u"1"_s);
        shared(u"2"_s);
        house.database.post([&order](Sql &) { order += u"3"_s; });
        shared(u"4"_s);
        released.count_down();
        QCOMPARE(keysIn(house), QStringList());
        QCOMPARE(order, (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    }

    void whatIsDoneSoonIsDoneTogether()
    {
        House house(m_url);
        House other(m_url);
        QStringList seenInBetween;
        std::latch released(1);
        house.database.post([&released](Sql &) { released.wait(); });
        const auto first = house.database.soon<int>([](Sql &sql) { return put(sql, u"a"_s); });
        const auto second = house.database.soon<int>([&](Sql &sql) -> Result<int> {
            seenInBetween = keysIn(other);
            return put(sql, u"b"_s);
        });
        released.count_down();
        QCOMPARE(valueOf(first), 1); // by itself: nothing else is asked for
        QCOMPARE(valueOf(second), 1);
        QCOMPARE(seenInBetween, QStringList());
        QCOMPARE(keysIn(other), (QStringList{u"a"_s, u"b"_s}));
    }

    void whatComesAfterSeesWhatIsDoneSoonAndALookNeedNot()
    {
        House house(m_url);
        std::latch released(1);
        QStringList order;
        const auto say = [&order](const QString &name) {
            return [&order, name](Sql &) -> Result<int> {
                order += name;
                return 1;
            };
        };
        house.database.post([&released](Sql &) { released.wait(); });
        house.database.soon<int>(say(u"soon"_s));
        house.database.look<int>(say(u"look"_s));
        house.database.together<int>(say(u"together"_s));
        house.database.soon<int>(say(u"soon again"_s));
        house.database.post([&order](Sql &) { order += u"alone"_s; });
        released.count_down();
        QCOMPARE(keysIn(house), QStringList());
        QCOMPARE(order, (QStringList{u"look"_s, u"soon"_s, u"together"_s, u"soon again"_s, u"alone"_s}));
    }

    void whatIsDoneSoonIsDoneBeforeTheEndAndItsFailureIsNoted()
    {
        {
            House house(m_url);
            const QSignalSpy recovered(&house.database, &Database::recovered);
            const auto broken = house.database.soon<int>(
                [](Sql &) -> Result<int> { return problem(ErrorCode::StorageUnavailable, u"away"_s); });
            QCOMPARE(broken.result().error().code, ErrorCode::StorageUnavailable);
            QTRY_COMPARE(recovered.size(), 1); // so it was not healthy for a moment
            house.database.soon<int>([](Sql &sql) { return put(sql, u"a"_s); });
        }
        House again(m_url);
        QCOMPARE(keysIn(again), QStringList{u"a"_s});
    }

    void theStoreThreadInterruptsNobodyWhoServes()
    {
        const sched_param none{};
        const int own = sched_getscheduler(0);
        const bool isAllowed = sched_setscheduler(0, own, &none) == 0; // a sandbox may refuse the call
        House house(m_url);
        const auto policy =
            house.database.run<int>([](Sql &) -> Result<int> { return sched_getscheduler(0); });
        QCOMPARE(valueOf(policy), isAllowed ? SCHED_BATCH : own);
    }

private:
    static Result<int> put(Sql &sql, const QString &key)
    {
        return sql.execute(u"INSERT INTO setting (key, value) VALUES (?, 'together')"_s, {key});
    }
    static QStringList keys(Sql &sql)
    {
        return sql
            .rows<QString>(u"SELECT key FROM setting WHERE value = 'together' ORDER BY key"_s, {},
                           [](const SqlRow &row) { return row.value(0).toString(); })
            .value_or(QStringList{u"not readable"_s});
    }
    static QStringList keysIn(House &house)
    {
        return house.database.run<QStringList>([](Sql &sql) { return Result<QStringList>(keys(sql)); })
            .result()
            .value();
    }

    TestDatabases m_databases;
    QString m_url;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "append"_L1) return appendUntilKilled(arguments.value(2), arguments.value(3));
    DatabaseTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_database.moc"
