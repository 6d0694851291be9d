// SPDX-License-Identifier: GPL-3.0-or-later
#include "LossyProxy.h"
#include "StoreHouse.h"

#include <QtTest/QSignalSpy>

#include <latch>

using namespace lectern;
using namespace lectern::storetest;

/// A server of its own, which can be away, be full, and be shared by nodes that write at once.
class PostgresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<PostgresServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_url = m_server->freshDatabase(); }

    void whoIsNotLetInIsToldWhy_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("reason");
        const auto with = [&](const QString &user, const QString &password, int port, const QString &name) {
            const auto encoded = QString::fromLatin1(QUrl::toPercentEncoding(password));
            return u"postgresql://%1:%2@127.0.0.1:%3/%4"_s.arg(user, encoded).arg(port).arg(name);
        };
        const quint16 port = m_server->port();
        QTest::newRow("password") << with(u"lectern"_s, u"hush"_s, port, u"postgres"_s)
                                  << u"password authentication failed"_s;
        QTest::newRow("user") << with(u"nobody"_s, u"hush"_s, port, u"postgres"_s) << u"nobody"_s;
        QTest::newRow("database") << with(m_server->user(), m_server->password(), port, u"nowhere"_s)
                                  << u"\"nowhere\" does not exist"_s;
        QTest::newRow("port") << with(u"lectern"_s, u"hush"_s, 1, u"postgres"_s) << u"Connection refused"_s;
        QTest::newRow("host") << u"postgresql://lectern:hush@nowhere.invalid/x"_s << u"nowhere.invalid"_s;
        QTest::newRow("socket") << u"postgresql://lectern:hush@/x?host=/nowhere"_s << u"/nowhere"_s;
    }

    void whoIsNotLetInIsToldWhy()
    {
        QFETCH(QString, url);
        QFETCH(QString, reason);
        Database database;
        const auto opened = database.open(url);
        QVERIFY(!opened);
        const QString told = opened.error().detail;
        QVERIFY2(told.contains(reason) && told.startsWith(u"\"postgresql://"_s), qPrintable(told));
        QVERIFY2(!told.contains(u"hush"_s) && !told.contains(m_server->password()), qPrintable(told));
        QVERIFY2(!told.contains(u'\n'), qPrintable(told));
    }

    void aPasswordOpensTheDoor()
    {
        House house(m_server->tcpUrl(u"postgres"_s, m_server->password()));
        QCOMPARE(house.database.id().size(), 26);
    }

    void aDatabaseThatCannotHoldKoreanIsRefused()
    {
        QVERIFY(m_server->execute(u"CREATE DATABASE plain ENCODING 'SQL_ASCII' TEMPLATE template0"_s));
        Database database;
        const auto opened = database.open(m_server->url(u"plain"_s));
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.contains(u"expected UTF8"_s), qPrintable(opened.error().detail));
    }

    void whoMayNotMakeTablesIsTold()
    {
        QVERIFY(m_server->execute(u"CREATE ROLE guest LOGIN"_s));
        Database database;
        const auto opened = database.open(QString(m_url).replace(u"lectern@"_s, u"guest@"_s));
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.contains(u"permission denied"_s), qPrintable(opened.error().detail));
        QVERIFY2(opened.error().detail.contains(u"allowed to create tables"_s),
                 qPrintable(opened.error().detail));
    }

    void theSchoolMayChooseSpeedOverACrash()
    {
        for (const auto &[durability, commit] :
             {std::pair(Durability::Full, u"on"_s), std::pair(Durability::Normal, u"off"_s)}) {
            House house(m_url, {.durability = durability});
            const auto shown = house.database.run<QList<QString>>([](Sql &sql) {
                return sql.rows<QString>(u"SHOW synchronous_commit"_s, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
            });
            QCOMPARE(valueOf(shown), QList<QString>{commit});
        }
    }

    void aRestartIsToldAndLosesNothing()
    {
        House house(m_url);
        QSignalSpy recovered(&house.database, &Database::recovered);
        const QString room = house.makeRoom().id;
        const Message second = text(room, u"s1"_s, u"둘"_s, u"c2"_s);
        QVERIFY(append(house.log, {text(room, u"s1"_s, u"하나"_s)})[0]);

        m_server->stop();
        QCOMPARE(append(house.log, {second})[0].error().code, ErrorCode::StorageUnavailable);
        QVERIFY(!house.database.isHealthy());
        QCOMPARE(codeOf(house.log.read(room, {})), ErrorCode::StorageUnavailable);
        QCOMPARE(codeOf(house.rooms.find(room)), ErrorCode::StorageUnavailable);
        QCOMPARE(recovered.size(), 0);

        m_server->start();
        QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, 10'000);
        QVERIFY(house.database.isHealthy());
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))), QStringList{u"하나"_s});
        const auto stored = append(house.log, {second})[0];
        QCOMPARE(stored->message.seq, 2);
        QVERIFY(!stored->duplicate);
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))), QStringList({u"하나"_s, u"둘"_s}));
    }

    void aRestartThatNobodyNoticesHurtsNobody()
    {
        House house(m_url);
        const QString room = house.makeRoom().id;
        QVERIFY(append(house.log, {text(room, u"s1"_s, u"전"_s)})[0]);
        QCOMPARE(valueOf(house.log.read(room, {})).size(), 1);
        m_server->stop();
        m_server->start();
        QVERIFY(append(house.log, {text(room, u"s1"_s, u"후"_s)})[0]);
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))), QStringList({u"전"_s, u"후"_s}));
        QVERIFY(house.database.isHealthy());
    }

    void whatIsLostAtTheCommitIsNotCalledStored()
    {
        House house(m_url);
        const QString room = house.makeRoom().id;
        QVERIFY(house.execute(u"CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
                              "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"_s));
        QVERIFY(house.execute(u"CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON message "
                              "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()"_s));
        const Message message = text(room, u"s1"_s, u"아직"_s, u"c1"_s);
        QCOMPARE(append(house.log, {message})[0].error().code, ErrorCode::StorageUnavailable);
        QTRY_VERIFY(house.database.isHealthy());
        QCOMPARE(valueOf(house.log.lastSeqs({room})).value(room), 0);
        QVERIFY(house.execute(u"DROP TRIGGER dies ON message"_s));
        const auto again = append(house.log, {message})[0];
        QVERIFY(!again->duplicate);
        QCOMPARE(again->message.seq, 1);
    }

    void whatWasCommittedWithoutAnAnswerIsStoredOnce()
    {
        LossyProxy proxy(m_server->port());
        const QString name = m_url.section(u'/', 3).section(u'?', 0, 0);
        House house(QString(m_server->tcpUrl(name, m_server->password()))
                        .replace(u":%1/"_s.arg(m_server->port()), u":%1/"_s.arg(proxy.port())));
        const QString room = house.makeRoom().id;
        const Message message = text(room, u"s1"_s, u"한 번만"_s, u"c1"_s);
        proxy.loseNextCommit();
        QCOMPARE(append(house.log, {message})[0].error().code, ErrorCode::StorageUnavailable);
        QTRY_VERIFY(house.database.isHealthy());
        const auto again = append(house.log, {message})[0];
        QVERIFY(again->duplicate);
        QCOMPARE(again->message.seq, 1);
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))), QStringList{u"한 번만"_s});
    }

    void anAppendHoldsUpItsRoomAlone()
    {
        House house(m_url);
        House other(m_url);
        const QString busy = house.makeRoom().id;
        const QString free = house.makeRoom().id;
        std::latch taken(1);
        std::latch released(1);
        auto held = house.database.run<int>([&](Sql &sql) {
            return sql.appendTransaction([&]() -> Result<int> {
                const auto seq = sql.row<int>(u"SELECT last_seq FROM room WHERE id = ?"_s + sql.forUpdate(),
                                              {busy}, [](const SqlRow &row) { return row.value(0).toInt(); });
                taken.count_down();
                released.wait();
                return sql.execute(u"UPDATE room SET last_seq = ? WHERE id = ?"_s, {seq->value() + 7, busy});
            });
        });
        taken.wait();
        QCOMPARE(append(other.log, {text(free, u"s1"_s, u"바로"_s)})[0]->message.seq, 1);
        QCOMPARE(valueOf(other.rooms.admit(busy, {{}, u"민준"_s, PersonType::Student}, u"d1"_s)).person.name,
                 u"민준"_s);
        qint64 seq = 0;
        other.log.append(text(busy, u"s1"_s, u"기다려서"_s), [&seq](Result<MessageLog::Appended> answer) {
            if (answer) seq = answer->message.seq;
        });
        QTRY_VERIFY(m_server->isWaitedForALock());
        QCOMPARE(seq, 0);
        released.count_down();
        QVERIFY(held.result());
        QTRY_COMPARE(seq, 8);
    }

    void aLockHeldTooLongIsTold()
    {
        House hog(m_url);
        const QString room = hog.makeRoom().id;
        House house(m_url, {.busyTimeout = std::chrono::milliseconds(50)});
        QVERIFY(hog.execute(u"BEGIN"_s));
        QVERIFY(hog.execute(u"UPDATE room SET last_seq = 5 WHERE id = '%1'"_s.arg(room)));
        const Message message = text(room, u"s1"_s, u"기다림"_s, u"c1"_s);
        QCOMPARE(append(house.log, {message})[0].error().code, ErrorCode::StorageUnavailable);
        QVERIFY(hog.execute(u"ROLLBACK"_s));
        QTRY_VERIFY(house.database.isHealthy());
        QCOMPARE(append(house.log, {message})[0]->message.seq, 1);
    }

    void aFailedStatementTakesItsTransactionWithIt()
    {
        House house(m_url);
        const auto done = house.database.run<int>([](Sql &sql) {
            return sql.transaction([&]() -> Result<int> {
                (void)sql.execute(u"INSERT INTO setting (key, value) VALUES ('system_id', 'another')"_s);
                return 1;
            });
        });
        QCOMPARE(codeOf(done), ErrorCode::Internal);
        QVERIFY(house.database.isHealthy()); // the statement was at fault
        QVERIFY(house.execute(u"INSERT INTO setting (key, value) VALUES ('next', 'works')"_s));
    }

    void theOneLetterThatItCannotKeepIsReplaced()
    {
        House house(m_url);
        const QString room = house.makeRoom().id;
        QVERIFY(append(house.log, {text(room, u"s1"_s, u"앞\0뒤"_s, u"c1"_s)})[0]);
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))).value(0),
                 u"앞\0뒤"_s); // in the body it is escaped
    }

private:
    std::unique_ptr<PostgresServer> m_server;
    QString m_url;
};

QTEST_GUILESS_MAIN(PostgresTest)
#include "tst_postgres.moc"
