// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/LogCheck.h"
#include "server/store/SqliteEngine.h"
#include "server/store/SqliteStatement.h"

#include <QtCore/QDir>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <limits>

using namespace lectern;
using namespace lectern::storetest;

namespace {

/// A connection of Qt's to a file of its own.
class Connection
{
public:
    explicit Connection(const QString &file)
        : m_name(newUlid())
        , m_database(SqliteEngine(file, Durability::Normal).connection(m_name, Engine::Access::ReadWrite))
    {
        if (!m_database.open()) qFatal("cannot open %s", qPrintable(file));
    }

    ~Connection()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    sqlite3 *handle() const
    {
        return *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
    }

    std::expected<int, QSqlError> run(const QString &sql, const QVariantList &values = {})
    {
        auto statement = SqliteStatement::prepare(handle(), sql);
        if (!statement) return std::unexpected(statement.error());
        return statement->run(values);
    }

    /// As Qt's driver says it of the same statement.
    QSqlError qtsErrorOf(const QString &sql) const
    {
        QSqlQuery query(m_database);
        query.exec(sql);
        return query.lastError();
    }

    QVariant ask(const QString &sql) const
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql) || !query.next()) qFatal("%s", qPrintable(query.lastError().text()));
        return query.value(0);
    }

private:
    QString m_name;
    QSqlDatabase m_database;
};

class ByQt : public SqliteEngine
{
public:
    using SqliteEngine::SqliteEngine;
    std::unique_ptr<Statements> statements(const QSqlDatabase &) const override { return nullptr; }
};

/// How often this process has the file or one of those beside it open.
qsizetype timesOpen(const QString &file)
{
    qsizetype times = 0;
    for (const QFileInfo &descriptor : QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System))
        if (descriptor.symLinkTarget().startsWith(file)) ++times;
    return times;
}

} // namespace

/// Statements that go to SQLite past Qt: what they store, and what they say when they cannot.
class SqliteStatementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_connection = std::make_unique<Connection>(m_dir->filePath(u"a.db"_s));
        QVERIFY(m_connection->run(u"CREATE TABLE kept (value)"_s));
    }

    void cleanup() { m_connection.reset(); }

    void eachTypeIsStoredAsItself_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("literal");
        QTest::newRow("text") << QVariant(u"글"_s) << u"'글'"_s;
        QTest::newRow("empty text") << QVariant(u""_s) << u"''"_s;
        QTest::newRow("null text") << QVariant(QString()) << u"''"_s;
        QTest::newRow("bytes") << QVariant("\0\xff"_ba) << u"x'00ff'"_s;
        QTest::newRow("no bytes") << QVariant(""_ba) << u"x''"_s;
        QTest::newRow("null bytes") << QVariant(QByteArray()) << u"NULL"_s;
        QTest::newRow("true") << QVariant(true) << u"1"_s;
        QTest::newRow("false") << QVariant(false) << u"0"_s;
        QTest::newRow("int") << QVariant(-7) << u"-7"_s;
        QTest::newRow("uint") << QVariant(4'000'000'000U) << u"4000000000"_s;
        QTest::newRow("the longest") << QVariant(std::numeric_limits<qint64>::max())
                                     << u"9223372036854775807"_s;
        QTest::newRow("double") << QVariant(0.5) << u"0.5"_s;
        QTest::newRow("as Qt has others") << QVariant(quint64(5)) << u"'5'"_s;
        QTest::newRow("nothing") << QVariant() << u"NULL"_s;
        QTest::newRow("no time") << sql::fromTime({}) << u"NULL"_s;
        QTest::newRow("time") << sql::fromTime(QDateTime::fromMSecsSinceEpoch(1795224123456))
                              << u"1795224123456"_s;
    }

    void eachTypeIsStoredAsItself()
    {
        QFETCH(const QVariant, value);
        QFETCH(const QString, literal);
        const auto stored = m_connection->run(u"INSERT INTO kept VALUES (?)"_s, {value});
        QVERIFY(stored);
        QCOMPARE(*stored, 1);
        QCOMPARE(
            m_connection->ask(u"SELECT value IS %1 AND typeof(value) = typeof(%1) FROM kept"_s.arg(literal)),
            QVariant(1));
    }

    void eachTypeIsReadAsQtReadsIt()
    {
        const QString file = m_dir->filePath(u"a.db"_s);
        const QString rows = u"VALUES ('글', '', x'00ff', x''), (7, -9223372036854775808, 0.5, NULL)"_s;
        const auto told = [&](const SqliteEngine &engine) {
            Sql sql(engine, Engine::Access::ReadOnly, std::chrono::milliseconds(50));
            if (!sql.open()) qFatal("cannot open %s", qPrintable(file));
            return sql.rows<QVariantList>(rows, {}, [](const SqlRow &row) {
                QVariantList values;
                for (int i = 0; i < row.size(); ++i)
                    values.append(row.value(i));
                return values;
            });
        };
        const auto own = told(SqliteEngine(file, Durability::Full));
        QVERIFY(own);
        QCOMPARE(own->size(), 2);
        QCOMPARE(own->at(0), (QVariantList{u"글"_s, u""_s, "\0\xff"_ba, ""_ba}));
        QCOMPARE(own->at(1), (QVariantList{7LL, std::numeric_limits<qint64>::min(), 0.5, QVariant()}));
        QCOMPARE(told(ByQt(file, Durability::Full)).value(), *own);
    }

    void rowsThatWereToldAreNotToldAgain()
    {
        const SqliteEngine engine(m_dir->filePath(u"a.db"_s), Durability::Full);
        Sql sql(engine, Engine::Access::ReadWrite, std::chrono::milliseconds(50));
        QVERIFY(sql.open());
        QVERIFY(sql.execute(u"INSERT INTO kept VALUES (-1), (-9223372036854775808), (-3)"_s));
        // The second has no absolute value.
        const QString query = u"SELECT abs(value) FROM kept WHERE value < ? ORDER BY rowid"_s;
        QList<qint64> told;
        const auto read = [&told](const SqlRow &row) { told.append(row.value(0).toLongLong()); };
        const auto failed = sql.each(query, {0}, read);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Internal);
        QCOMPARE(told, QList<qint64>{1});
        QVERIFY(sql.execute(u"DELETE FROM kept WHERE value < -3"_s));
        QVERIFY(sql.each(query, {0}, read));
        QCOMPARE(told, (QList<qint64>{1, 1, 3}));
    }

    /// Whatever it is: also what SQLite would change if it came as UTF-16.
    void aTextIsStoredAsItsUtf8AndReadAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("NUL within") << QString(u"a"_s + QChar::Null + u"b"_s);
        QTest::newRow("NUL at the end") << QString(u"a"_s + QChar::Null);
        QTest::newRow("byte order mark") << QString(QChar(QChar::ByteOrderMark) + u"a"_s);
        QTest::newRow("two of them") << QString(2, QChar(QChar::ByteOrderMark));
        QTest::newRow("beyond the first plane") << u"👩‍🏫 𝔸"_s;
        QTest::newRow("long") << u"글 text "_s.repeated(10'000);
    }

    void aTextIsStoredAsItsUtf8AndReadAsItWas()
    {
        QFETCH(const QString, text);
        QVERIFY(m_connection->run(u"INSERT INTO kept VALUES (?)"_s, {text}));
        QCOMPARE(m_connection->ask(u"SELECT CAST(value AS BLOB) FROM kept"_s).toByteArray(), text.toUtf8());
        QCOMPARE(m_connection->ask(u"SELECT value FROM kept"_s).toString(), text);
    }

    /// SQLite's UTF-16 has no U+FFFE and no U+FFFF: it hands out U+FFFD.
    void aMarkOfTheOtherByteOrderTurnsNothing()
    {
        const QString text = QChar(QChar::ByteOrderSwapped) + u"ab"_s;
        QVERIFY(m_connection->run(u"INSERT INTO kept VALUES (?)"_s, {text}));
        QCOMPARE(m_connection->ask(u"SELECT CAST(value AS BLOB) FROM kept"_s).toByteArray(), text.toUtf8());
        QCOMPARE(m_connection->ask(u"SELECT value FROM kept"_s).toString(), u"\ufffdab"_s);
    }

    void halfASurrogatePairIsWhatTheDigestHasInItsPlace()
    {
        for (const QString &text : {QString(QChar(0xd83d)) + u"ab"_s, u"a"_s + QChar(0xde00)}) {
            QVERIFY(m_connection->run(u"DELETE FROM kept"_s));
            QVERIFY(m_connection->run(u"INSERT INTO kept VALUES (?)"_s, {text}));
            QCOMPARE(m_connection->ask(u"SELECT value FROM kept"_s).toString(),
                     QString::fromUtf8(text.toUtf8()));
        }
    }

    void theRowsThatItChangedAreCounted()
    {
        QCOMPARE(m_connection->run(u"INSERT INTO kept VALUES (?), (?), (?)"_s, {1, 2, 2}), 3);
        QCOMPARE(m_connection->run(u"UPDATE kept SET value = 3 WHERE value = ?"_s, {2}), 2);
        QCOMPARE(m_connection->run(u"DELETE FROM kept WHERE value = ?"_s, {7}), 0);
    }

    void rowsThatItTellsArePassedOver()
    {
        QVERIFY(m_connection->run(u"PRAGMA journal_size_limit = 1000"_s));
        QVERIFY(m_connection->run(u"SELECT 1 UNION ALL SELECT 2"_s));
        QVERIFY(m_connection->run(u"INSERT INTO kept VALUES (1), (2) RETURNING value"_s));
        QCOMPARE(m_connection->ask(u"SELECT count(*) FROM kept"_s), QVariant(2));
    }

    void errorsAreThoseOfQtsDriver()
    {
        QVERIFY(m_connection->run(u"CREATE TABLE one (id TEXT PRIMARY KEY, n INTEGER NOT NULL)"_s));
        QVERIFY(m_connection->run(u"INSERT INTO one VALUES ('a', 1)"_s));
        for (const QString &sql :
             {u"INSERT INTO one VALUES ('a', 2)"_s, u"INSERT INTO one VALUES ('b', NULL)"_s,
              u"INSERT INTO nowhere VALUES (1)"_s, u"INSERT INTO"_s, u"COMMIT"_s}) {
            const auto failed = m_connection->run(sql);
            QVERIFY(!failed);
            const QSqlError qts = m_connection->qtsErrorOf(sql);
            QVERIFY(!qts.nativeErrorCode().isEmpty());
            QCOMPARE(failed.error().nativeErrorCode(), qts.nativeErrorCode());
            QCOMPARE(failed.error().databaseText(), qts.databaseText());
            QVERIFY(!failed.error().driverText().isEmpty());
        }
        QCOMPARE(m_connection->run(u"INSERT INTO one VALUES ('a', 2)"_s).error().nativeErrorCode(),
                 u"1555"_s); // SQLITE_CONSTRAINT_PRIMARYKEY
    }

    void whoeverFindsItLockedIsToldSoAndMayTryAgain()
    {
        Connection hog(m_dir->filePath(u"a.db"_s));
        const SqliteEngine engine(m_dir->filePath(u"a.db"_s), Durability::Normal);
        auto begin = SqliteStatement::prepare(m_connection->handle(), u"BEGIN IMMEDIATE"_s);
        QVERIFY(begin);
        QVERIFY(hog.run(u"BEGIN IMMEDIATE"_s));
        const auto failed = begin->run({});
        QVERIFY(!failed);
        QCOMPARE(failed.error().nativeErrorCode(), u"5"_s);
        QCOMPARE(engine.judge(failed.error()), Engine::Failure::Busy);
        QVERIFY(hog.run(u"COMMIT"_s));
        QVERIFY(begin->run({}));
        QVERIFY(m_connection->run(u"COMMIT"_s));
    }

    void itCanBeRunAgainAlsoAfterAnError()
    {
        QVERIFY(m_connection->run(u"CREATE TABLE one (id TEXT PRIMARY KEY, n INTEGER)"_s));
        auto statement = SqliteStatement::prepare(m_connection->handle(), u"INSERT INTO one VALUES (?, ?)"_s);
        QVERIFY(statement);
        QVERIFY(statement->run({u"a"_s, 1}));
        QVERIFY(!statement->run({u"a"_s, 2}));
        QVERIFY(!statement->run({u"b"_s})); // a value too few: nothing is left over from before
        QVERIFY(!statement->run({u"b"_s, 2, 3}));
        QVERIFY(statement->run({u"b"_s, 2}));
        QCOMPARE(m_connection->ask(u"SELECT group_concat(id || n) FROM one"_s).toString(), u"a1,b2"_s);
    }

    void aTableMayChangeBeforeItIsRunAgain()
    {
        auto statement =
            SqliteStatement::prepare(m_connection->handle(), u"INSERT INTO kept (value) VALUES (?)"_s);
        QVERIFY(statement);
        QVERIFY(m_connection->run(u"ALTER TABLE kept ADD COLUMN more TEXT DEFAULT 'x'"_s));
        QVERIFY(statement->run({1}));
        QCOMPARE(m_connection->ask(u"SELECT more FROM kept"_s).toString(), u"x"_s);
    }

    void itIsOneStatement()
    {
        QVERIFY(m_connection->run(u"DELETE FROM kept; \n"_s));
        for (const QString &sql :
             {u"DELETE FROM kept; DELETE FROM kept"_s, u""_s, u" ; "_s, u"-- nothing"_s}) {
            const auto refused = m_connection->run(sql);
            QVERIFY(!refused && refused.error().isValid());
        }
    }

    /// Whether it went to SQLite or by way of Qt, by which all go that ask.
    void aTextThatIsAskedForIsTheOneThatWasStored_data()
    {
        QTest::addColumn<bool>("byQt");
        QTest::newRow("stored past Qt") << false;
        QTest::newRow("stored by Qt, which has a SQLite of its own") << true;
    }

    void aTextThatIsAskedForIsTheOneThatWasStored()
    {
        QFETCH(const bool, byQt);
        const QString file = m_dir->filePath(u"asked.db"_s);
        const SqliteEngine past(file, Durability::Normal);
        const ByQt by(file, Durability::Normal);
        Sql sql(byQt ? by : past, Engine::Access::ReadWrite, std::chrono::milliseconds(50));
        QVERIFY(sql.open());
        QVERIFY(sql.execute(u"CREATE TABLE told (text TEXT PRIMARY KEY, bytes BLOB)"_s));
        const QChar mark = QChar::ByteOrderMark;
        const QChar swapped = QChar::ByteOrderSwapped;
        const QStringList texts{mark + u"name"_s,
                                u"name"_s,
                                swapped + u"name"_s,
                                QChar(0xd83d) + u"name"_s,
                                mark + u"na"_s + QChar(0xde00),
                                u"na"_s + QChar::Null + u"me"_s,
                                QString(),
                                QString(mark)};
        for (const QString &text : texts)
            QCOMPARE(sql.execute(u"INSERT INTO told (text, bytes) VALUES (?, ?)"_s, {text, text.toUtf8()}),
                     1);
        for (const QString &text : texts) {
            const auto found = sql.rows<QByteArray>(
                u"SELECT CAST(text AS BLOB) FROM told WHERE text = ? AND (text = '' OR CAST(text AS BLOB) = bytes)"_s,
                {text}, [](const SqlRow &row) { return row.value(0).toByteArray(); });
            QVERIFY(found);
            QCOMPARE(*found, QByteArrayList{text.toUtf8()});
        }
    }

    /// What is digested is what is stored and read again, also where a text begins with what SQLite takes for
    /// the order of its bytes.
    void theChainHoldsWhateverWasWritten()
    {
        House house(u"sqlite:"_s + m_dir->filePath(u"house.db"_s));
        const QString room = house.makeRoom().id;
        QList<Message> messages;
        for (const QString &what : {QString(QChar(QChar::ByteOrderMark)), QString(QChar(0xd83d)),
                                    u"\ufffe\uffff"_s, QString(QChar::Null), u"\u2028😀"_s}) {
            Message message = text(room, u"s1"_s, what + u"글"_s, u"%1"_s.arg(messages.size()));
            message.senderName = what.first(1) == u"\ufffe"_s ? u"name"_s : what + u"name"_s;
            messages.append(message);
        }
        messages[0].ref.prepend(QChar(QChar::ByteOrderMark));
        for (const auto &answer : append(house.log, messages))
            QVERIFY(answer);
        const auto report = valueOf(house.database.run<LogReport>([](Sql &sql) { return checkLog(sql); }));
        QCOMPARE(report.messages, messages.size());
        QVERIFY2(report.faults.isEmpty(), qPrintable(report.faults.value(0).what));
        const auto found = valueOf(house.log.findRef(room, u"s1"_s, messages[0].ref));
        QVERIFY(found);
        QCOMPARE(found->senderName, messages[0].senderName);
        QVERIFY(append(house.log, {messages[0]})[0]->duplicate);
        QCOMPARE(wordsOf(valueOf(house.log.read(room, {}))).value(2), u"\ufffe\uffff글"_s);
    }

    void aConnectionClosesAndOpensWithStatementsThatAreKept()
    {
        const QString file = m_dir->filePath(u"again.db"_s);
        const SqliteEngine engine(file, Durability::Full);
        {
            Sql sql(engine, Engine::Access::ReadWrite, std::chrono::milliseconds(50));
            for (int i = 0; i < 3; ++i) {
                QVERIFY(sql.open());
                QVERIFY(sql.execute(u"CREATE TABLE IF NOT EXISTS kept (value)"_s));
                QVERIFY(sql.execute(u"INSERT INTO kept VALUES (?)"_s, {i}));
            }
            QCOMPARE(sql.execute(u"DELETE FROM kept"_s), 3);
            QVERIFY(timesOpen(file) > 0);
        }
        QCOMPARE(timesOpen(file), 0); // SQLite does not close what has statements left
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(SqliteStatementTest)
#include "tst_sqlitestatement.moc"
