// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "server/app/ConfigOptions.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Where a setting may stand, which place wins, and what a misfit is answered with.
class ConfigTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QByteArray &toml)
    {
        const QString path = m_dir.filePath(u"lectern.toml"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) qFatal("no temporary file");
        file.write(toml);
        return path;
    }

    static ConfigSources nothing()
    {
        ConfigSources sources;
        sources.defaultFile = u"/nonexistent/lectern.toml"_s;
        return sources;
    }

private Q_SLOTS:
    void beginsWithTheDefaults()
    {
        const auto config = loadConfig(nothing());
        QVERIFY(config);
        QCOMPARE(config->listenAddress, QHostAddress(u"0.0.0.0"_s));
        QCOMPARE(config->listenPort, 8080);
        QCOMPARE(config->database, u"sqlite:./lectern-data/lectern.db"_s);
        QCOMPARE(config->jwtSecretFile, u"./lectern-data/jwt.secret"_s);
        QCOMPARE(config->hostGrace, std::chrono::seconds(30));
        QCOMPARE(config->limits, Limits{});
    }

    void everyKeyStandsInEveryPlaceAndTheFlagWins()
    {
        ConfigSources sources = nothing();
        sources.file = write("[rooms]\nhost_grace = 1\n");
        QCOMPARE(loadConfig(sources)->hostGrace, std::chrono::seconds(1));
        sources.environment.insert(u"LECTERN_ROOMS_HOST_GRACE"_s, u"2"_s);
        QCOMPARE(loadConfig(sources)->hostGrace, std::chrono::seconds(2));
        sources.assignments = {u"rooms.host_grace=3"_s};
        QCOMPARE(loadConfig(sources)->hostGrace, std::chrono::seconds(3));
        sources.flags = {{u"rooms.host_grace"_s, u"0.5"_s}};
        QCOMPARE(loadConfig(sources)->hostGrace, std::chrono::milliseconds(500));
    }

    void environmentNamesAreMechanical()
    {
        QCOMPARE(findConfigOption(u"listen"_s)->environmentName(), u"LECTERN_LISTEN"_s);
        QCOMPARE(findConfigOption(u"limits.rate"_s)->environmentName(), u"LECTERN_LIMITS_RATE"_s);
        QCOMPARE(findConfigOption(u"auth.jwt_secret_file"_s)->environmentName(),
                 u"LECTERN_AUTH_JWT_SECRET_FILE"_s);
    }

    void theEnvironmentNamesTheFileToo()
    {
        ConfigSources sources = nothing();
        sources.environment.insert(u"LECTERN_CONFIG"_s, write("listen = \"[::1]:0\"\n"));
        const auto config = loadConfig(sources);
        QCOMPARE(config->listenAddress, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(config->listenPort, 0);
    }

    void namesInTheEnvironmentThatAreNoSettingAreFound()
    {
        QProcessEnvironment environment;
        for (const QString &name : {u"LECTERN_TYPO"_s, u"LECTERN_LISTENS"_s, u"LECTERN_LISTEN"_s,
                                    u"LECTERN_CONFIG"_s, u"MY_LECTERN_X"_s, u"PATH"_s})
            environment.insert(name, u"x"_s);
        QCOMPARE(unknownNames(environment), QStringList({u"LECTERN_LISTENS"_s, u"LECTERN_TYPO"_s}));
    }

    void whatIsDescribedReadsBack()
    {
        ConfigSources sources = nothing();
        sources.assignments = {u"allowed_origins=[\"https://a.example\",\"https://b.example\"]"_s,
                               u"limits.rate=0"_s, u"public_url=https://school.example/"_s,
                               u"data_dir="_s + m_dir.path() + u"/3학년 \"2반\" \\ \n"_s.repeated(20)};
        const auto first = loadConfig(sources);
        QVERIFY(first);
        QCOMPARE(first->publicUrl, QUrl(u"https://school.example"_s));
        ConfigSources again = nothing();
        again.file = write(describe(*first)
                               .remove(u"redis = \"\"\n"_s)
                               .remove(u"public_url = \"\"\n"_s)
                               .remove(u"cert = \"\"\n"_s)
                               .remove(u"key = \"\"\n"_s)
                               .remove(u"ca = \"\"\n"_s)
                               .toUtf8());
        const auto second = loadConfig(again);
        if (!second) qWarning() << second.error();
        QVERIFY(second);
        QCOMPARE(describe(*second), describe(*first));
        QCOMPARE(second->allowedOrigins, QStringList({u"https://a.example"_s, u"https://b.example"_s}));
        QCOMPARE(second->limits.rate, 0.0);
    }

    void saysInOneLineWhatIsWrong()
    {
        ConfigSources sources = nothing();
        sources.file = write("[\"limits\\nrate\"]\na = \"b\\nc\"\n");
        const auto config = loadConfig(sources);
        QVERIFY(!config);
        QVERIFY2(!config.error().contains(u'\n'), qPrintable(config.error()));
        QVERIFY(config.error().startsWith(u"limits rate.a: unknown key"_s));
    }

    void secretsAreNotDescribed()
    {
        ConfigSources sources = nothing();
        sources.assignments = {u"redis=redis://:geheim@127.0.0.1:6379/2"_s};
        const auto config = loadConfig(sources);
        QVERIFY(config);
        QCOMPARE(config->redis, u"redis://:geheim@127.0.0.1:6379/2"_s);
        QVERIFY(!describe(*config).contains(u"geheim"_s));
    }

    void takesGoodValues_data()
    {
        QTest::addColumn<QString>("assignment");
        for (const char *good : {"listen=127.0.0.1:0",
                                 "listen=localhost:80",
                                 "listen=[::]:443",
                                 "redis=unix:/run/redis.sock",
                                 "redis=redis://cache.school.example",
                                 "limits.burst=0.5",
                                 "rooms.host_grace=0",
                                 "auth.registration=open",
                                 "auth.token_ttl=1",
                                 "log.level=debug",
                                 "log.format=json",
                                 "allowed_origins=*",
                                 "retention.days=0",
                                 "files.store=directory",
                                 "database=sqlite:/tmp/x.db",
                                 "database=sqlite:",
                                 "database=postgresql://u:p@h/db",
                                 "database=postgresql://u@[::1]:5433/db?sslmode=require",
                                 "database=postgresql:///db?host=/run/postgresql",
                                 "store.durability=normal",
                                 "public_url=http://10.0.0.5:8080"})
            QTest::newRow(good) << QString::fromLatin1(good);
    }

    void takesGoodValues()
    {
        QFETCH(QString, assignment);
        ConfigSources sources = nothing();
        sources.assignments = {assignment};
        const auto config = loadConfig(sources);
        QVERIFY2(config.has_value(), config ? "" : qPrintable(config.error()));
    }

    void refusesMisfits_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("key");
        for (const auto &[bad, key] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"listen=8080", "listen"},
                 {"listen=0.0.0.0:65536", "listen"},
                 {"listen=nowhere:80", "listen"},
                 {"listen=::1:80", "listen"},
                 {"listen=0.0.0.0:-1", "listen"},
                 {"database=postgresql://u:p@h", "database"},
                 {"database=postgresql:///db", "database"},
                 {"database=postgresql://h:0/db", "database"},
                 {"database=postgresql://h/db?sslmod=require", "database"},
                 {"database=postgresql://h/db?options=-c", "database"},
                 {"store.durability=some", "store.durability"},
                 {"database=mysql:x", "database"},
                 {"redis=http://localhost", "redis"},
                 {"redis=redis://", "redis"},
                 {"redis=redis://h:6379/x", "redis"},
                 {"redis=unix:relative", "redis"},
                 {"serve=half", "serve"},
                 {"serve=api", "redis"},
                 {"serve=realtime", "redis"},
                 {"public_url=school.example", "public_url"},
                 {"public_url=ftp://school.example", "public_url"},
                 {"allowed_origins=school.example", "allowed_origins"},
                 {"tls.cert=/etc/hostname", "tls.key"},
                 {"rooms.host_grace=-5", "rooms.host_grace"},
                 {"rooms.host_grace=soon", "rooms.host_grace"},
                 {"rooms.seat_seconds=nan", "rooms.seat_seconds"},
                 {"limits.text=0", "limits.text"},
                 {"limits.text=1.5", "limits.text"},
                 {"limits.text=99999999999", "limits.text"},
                 {"limits.rate=-1", "limits.rate"},
                 {"limits.ping_interval=0", "limits.ping_interval"},
                 {"auth.registration=yes", "auth.registration"},
                 {"auth.token_ttl=0", "auth.token_ttl"},
                 {"auth.guess_rate=-1", "auth.guess_rate"},
                 {"auth.guess_burst=0", "auth.guess_burst"},
                 {"trusted_proxies=proxy.example", "trusted_proxies"},
                 {"log.level=loud", "log.level"},
                 {"retention.days=-1", "retention.days"},
                 {"limits.nonsense=1", "limits.nonsense"},
                 {"nonsense", "--set"},
                 {"data_dir=/etc/hostname", "data_dir"}})
            QTest::newRow(bad) << QString::fromLatin1(bad) << QString::fromLatin1(key);
    }

    void refusesMisfits()
    {
        QFETCH(QString, assignment);
        QFETCH(QString, key);
        ConfigSources sources = nothing();
        sources.assignments = {assignment};
        const auto config = loadConfig(sources);
        QVERIFY(!config);
        QVERIFY2(config.error().startsWith(key), qPrintable(config.error()));
        QVERIFY2(config.error().contains(u"expected"_s), qPrintable(config.error()));
        QVERIFY2(!config.error().contains(u'\n'), qPrintable(config.error()));
    }

    void aPasswordIsNeverShown_data()
    {
        QTest::addColumn<QString>("assignment");
        for (const char *bad :
             {"database=postgresql://kim:hush@h", "database=postgresql://kim:hush@h:port/db",
              "database=postgresql://kim:hush", "database=postgresql://kim:hu@/hush@h/db?x=1",
              "database=postgresql:kim:hush@h/db", "database=postgresql://kim@h/db?password=hush",
              "databse=postgresql://kim:hush@h/db", "redis=redis://:hush@h:6379/x"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }

    void aPasswordIsNeverShown()
    {
        QFETCH(QString, assignment);
        ConfigSources sources = nothing();
        sources.assignments = {assignment};
        const auto config = loadConfig(sources);
        QVERIFY(!config);
        QVERIFY2(!config.error().contains(u"hush"_s), qPrintable(config.error()));
        QVERIFY2(config.error().contains(u"***"_s), qPrintable(config.error()));

        sources.assignments = {u"database=postgresql://kim:hush@db.school:5433/lectern?sslmode=require"_s};
        const QString shown = describe(*loadConfig(sources));
        QVERIFY2(!shown.contains(u"hush"_s), qPrintable(shown));
        QVERIFY2(shown.contains(u"\"postgresql://kim@db.school:5433/lectern?sslmode=require\""_s),
                 qPrintable(shown));
    }

    void refusesFilesThatDoNotFit_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QString>("named");
        QTest::newRow("no TOML") << "listen = "_ba << u"TOML"_s;
        QTest::newRow("unknown key") << "lisen = \"0.0.0.0:80\"\n"_ba << u"lisen"_s;
        QTest::newRow("unknown section") << "[rooom]\nhost_grace = 3\n"_ba << u"rooom.host_grace"_s;
        QTest::newRow("number as text") << "[limits]\nrate = \"20\"\n"_ba << u"limits.rate"_s;
        QTest::newRow("text as number") << "listen = 8080\n"_ba << u"listen"_s;
        QTest::newRow("table as value") << "[listen]\nport = 1\n"_ba << u"listen"_s;
        QTest::newRow("list of numbers") << "allowed_origins = [1]\n"_ba << u"allowed_origins"_s;
        QTest::newRow("one origin") << "allowed_origins = \"*\"\n"_ba << u"allowed_origins"_s;
        QTest::newRow("negative") << "[limits]\ntext = -1\n"_ba << u"limits.text"_s;
        QTest::newRow("invalid UTF-8") << "listen = \"\xff\"\n"_ba << u"TOML"_s;
    }

    void refusesFilesThatDoNotFit()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QString, named);
        ConfigSources sources = nothing();
        sources.file = write(toml);
        const auto config = loadConfig(sources);
        QVERIFY(!config);
        QVERIFY2(config.error().contains(named), qPrintable(config.error()));
        QVERIFY2(config.error().contains(u"expected"_s), qPrintable(config.error()));
    }

    void refusesAFileThatIsNotThere()
    {
        ConfigSources sources = nothing();
        sources.file = u"/nonexistent/x.toml"_s;
        QVERIFY(loadConfig(sources).error().startsWith(u"--config: got \"/nonexistent/x.toml\""_s));
        sources.file = m_dir.path();
        QVERIFY(!loadConfig(sources));
    }
};

QTEST_GUILESS_MAIN(ConfigTest)
#include "tst_config.moc"
