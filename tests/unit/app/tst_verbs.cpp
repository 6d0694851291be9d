// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/CommandLine.h"
#include "server/app/Server.h"
#include "server/app/verbs/Csv.h"
#include "server/app/verbs/Verbs.h"
#include "server/auth/Passwords.h"
#include "server/auth/Tokens.h"
#include "server/store/Accounts.h"
#include "server/store/Database.h"
#include "server/store/SqlRoomStore.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>
#include <vector>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {
std::optional<Config> served;
}

/// In place of the real server: keeps what it would have been started with.
int lectern::serve(const Config &config)
{
    served = config;
    return 0;
}

/// The command line and its verbs, on a data directory of their own.
class VerbsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Config m_config;
    QByteArray m_out, m_err;

    template <typename Verb> int run(Verb verb, const QByteArray &typed = {})
    {
        QBuffer in, out(&m_out), err(&m_err);
        in.setData(typed);
        m_out.clear();
        m_err.clear();
        if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly) ||
            !err.open(QIODevice::WriteOnly))
            return -1;
        QTextStream outStream(&out), errStream(&err);
        verbs::Terminal terminal{in, outStream, errStream};
        return verb(terminal);
    }

    int add(const verbs::NewUser &user, const QByteArray &password = "12345678\n"_ba)
    {
        return run([&](verbs::Terminal &t) { return verbs::userAdd(m_config, user, true, t); }, password);
    }

    QString openRoom(const Account &owner, RoomKind kind)
    {
        Database database;
        if (!database.open(m_config.database)) return {};
        RoomInfo room;
        room.kind = kind;
        room.ownerId = owner.id;
        room.ownerName = owner.name;
        room.createdAt = QDateTime::currentDateTimeUtc();
        const auto made = SqlRoomStore(database).create(room, 10).result();
        return made ? made->id : QString();
    }

    std::optional<Account> account(const QString &username)
    {
        Database database;
        if (!database.open(m_config.database)) return std::nullopt;
        return Accounts(database).byUsername(username).result().value_or(std::nullopt);
    }

    static int commandLine(std::vector<const char *> words)
    {
        words.insert(words.begin(), "lectern-server");
        words.push_back(nullptr);
        return runCommandLine(int(words.size()) - 1, const_cast<char **>(words.data()));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_config = Config{};
        m_config.dataDir = m_dir->filePath(u"data"_s);
        m_config.database = u"sqlite:"_s + m_config.dataDir + u"/lectern.db"_s;
        m_config.jwtSecretFile = m_config.dataDir + u"/jwt.secret"_s;
        served.reset();
    }

    void addsAnAccountThatCanSignIn()
    {
        QCOMPARE(add({u"kim"_s, u"teacher"_s, u"김선생"_s, u"kim@school.example"_s}, "비밀번호여덟자!\n"_ba),
                 0);
        const auto kim = account(u"KIM"_s);
        QVERIFY(kim);
        QCOMPARE(kim->name, u"김선생"_s);
        QCOMPARE(kim->role, Role::Teacher);
        QVERIFY(passwords::verify(kim->passwordHash, u"비밀번호여덟자!"_s).result());
    }

    void dropsOneNewlineOnly()
    {
        QCOMPARE(add({u"a"_s, u"student"_s}, "12345678\n\n"_ba), 0);
        QVERIFY(passwords::verify(account(u"a"_s)->passwordHash, u"12345678\n"_s).result());
    }

    void refusesBadUsers_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("role") << u"x"_s << u"king"_s << QString() << QString() << "12345678"_ba;
        QTest::newRow("no name") << QString() << u"teacher"_s << QString() << QString() << "12345678"_ba;
        QTest::newRow("blank in name") << u"a b"_s << u"teacher"_s << QString() << QString() << "12345678"_ba;
        QTest::newRow("display name") << u"x"_s << u"teacher"_s << u" \u200b"_s << QString() << "12345678"_ba;
        QTest::newRow("e-mail") << u"x"_s << u"teacher"_s << QString() << u"nobody"_s << "12345678"_ba;
        QTest::newRow("short password") << u"x"_s << u"teacher"_s << QString() << QString() << "1234567\n"_ba;
        QTest::newRow("no password") << u"x"_s << u"teacher"_s << QString() << QString() << ""_ba;
    }

    void refusesBadUsers()
    {
        QFETCH(QString, username);
        QFETCH(QString, role);
        QFETCH(QString, name);
        QFETCH(QString, email);
        QFETCH(QByteArray, password);
        QCOMPARE(add({username, role, name, email}, password), 2);
        QVERIFY2(m_err.contains("expected"), m_err.constData());
        QVERIFY(!account(u"x"_s));
    }

    void anAccountIsThereOnce()
    {
        QCOMPARE(add({u"kim"_s, u"teacher"_s, {}, u"k@x.kr"_s}), 0);
        QCOMPARE(add({u"Kim"_s, u"teacher"_s}), 1);
        QVERIFY(m_err.contains("Kim"));
        QCOMPARE(add({u"lee"_s, u"teacher"_s, {}, u"K@x.kr"_s}), 1);
    }

    void listsChangesAndRemoves()
    {
        QCOMPARE(add({u"kim"_s, u"teacher"_s}), 0);
        QCOMPARE(run([&](verbs::Terminal &t) { return verbs::userList(m_config, t); }), 0);
        QVERIFY(m_out.startsWith("kim\tteacher\t"));

        const int generation = account(u"kim"_s)->tokenGeneration;
        const auto passwd = [&](verbs::Terminal &t) {
            return verbs::userPasswd(m_config, u"kim"_s, true, t);
        };
        QCOMPARE(run(passwd, "another one\n"_ba), 0);
        QVERIFY(passwords::verify(account(u"kim"_s)->passwordHash, u"another one"_s).result());
        QVERIFY(account(u"kim"_s)->tokenGeneration > generation);
        QCOMPARE(run(passwd, "short\n"_ba), 2);

        const auto remove = [&](verbs::Terminal &t) { return verbs::userRemove(m_config, u"kim"_s, t); };
        QCOMPARE(run(remove), 0);
        QCOMPARE(run(remove), 1);
        QCOMPARE(run(passwd, "another one\n"_ba), 1);
    }

    void removingAHostSaysWhichOfTheirClassesAreOpen()
    {
        QCOMPARE(add({u"kim"_s, u"teacher"_s}), 0);
        QCOMPARE(add({u"lee"_s, u"teacher"_s}), 0);
        const QString code = openRoom(*account(u"kim"_s), RoomKind::Class);
        openRoom(*account(u"lee"_s), RoomKind::Chat); // has no host to lose

        const auto remove = [this](const QString &name) {
            return run([&](verbs::Terminal &t) { return verbs::userRemove(m_config, name, t); });
        };
        QCOMPARE(remove(u"kim"_s), 0);
        QCOMPARE(QString::fromUtf8(m_out), u"user kim removed\nnote: 1 of their classes is open still (%1): "
                                           "without a host a class ends by itself\n"_s.arg(code));
        QCOMPARE(remove(u"lee"_s), 0);
        QCOMPARE(m_out, "user lee removed\n"_ba);
    }

    void erasingNamesWhatIsNotThere()
    {
        QCOMPARE(add({u"kim"_s, u"student"_s}), 0);
        const auto erase = [this](const verbs::ErasureWish &wish) {
            return run([&](verbs::Terminal &t) { return verbs::erase(m_config, wish, t); });
        };
        QCOMPARE(erase({.room = u"zzzzzz"_s}), 2);
        QVERIFY2(m_err.contains("got neither --user nor --person, expected"), m_err.constData());
        for (const verbs::ErasureWish &wish :
             {verbs::ErasureWish{.username = u"kim"_s, .room = u"zzzzzz"_s},
              verbs::ErasureWish{.person = u"민준"_s, .room = u"zzzzzz"_s}}) {
            QCOMPARE(erase(wish), 1);
            QCOMPARE(m_err, "lectern-server: room ZZZZZZ: there is no such room\n"_ba);
        }
    }

    void onlyTheSystemsServerIsAnnounced()
    {
        const QString file = m_dir->filePath(u"lectern.toml"_s);
        const QString announced = m_dir->filePath(u"avahi/lectern.service"_s);
        QVERIFY(QDir(m_dir->path()).mkdir(u"avahi"_s));
        verbs::SetupWish wish{.configFile = file, .address = u"school.example:8123"_s, .tls = u"none"_s};
        const auto setup = [&](verbs::Terminal &t) { return verbs::setup(m_config, wish, t); };
        QCOMPARE(run(setup), 0);
        QVERIFY2(m_out.contains("not announced in the network"), m_out.constData());
        QVERIFY(!QFile::exists(announced));

        wish.announcements = m_dir->filePath(u"avahi"_s);
        QCOMPARE(run(setup), 0);
        QVERIFY2(m_out.contains("announced in the network by Avahi"), m_out.constData());
        QFile service(announced);
        QVERIFY(service.open(QIODevice::ReadOnly));
        QVERIFY(service.readAll().contains("<port>8123</port>"));
    }

    void printsATokenThatHolds()
    {
        QCOMPARE(add({u"kim"_s, u"teacher"_s, u"김선생"_s}), 0);
        QCOMPARE(run([&](verbs::Terminal &t) { return verbs::token(m_config, u"kim"_s, u"60"_s, t); }), 0);
        const Tokens tokens(Tokens::loadOrCreateSecret(m_config.jwtSecretFile).value());
        const auto claims = tokens.verify(QString::fromLatin1(m_out.trimmed()));
        QVERIFY(claims);
        QCOMPARE(claims->person, account(u"kim"_s)->person());
        QCOMPARE(claims->issuedAt.secsTo(claims->expiresAt), 60);
        QCOMPARE(QFile::permissions(m_config.jwtSecretFile) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());

        QCOMPARE(run([&](verbs::Terminal &t) { return verbs::token(m_config, u"nobody"_s, {}, t); }), 1);
        QCOMPARE(run([&](verbs::Terminal &t) { return verbs::token(m_config, u"kim"_s, u"-1"_s, t); }), 2);
    }

    void importsAllOrNothing()
    {
        const QString path = m_dir->filePath(u"people.csv"_s);
        const auto import = [&](const QByteArray &csv, bool dryRun) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return -1;
            file.write(csv);
            file.close();
            return run([&](verbs::Terminal &t) { return verbs::userImport(m_config, path, dryRun, t); });
        };
        const QByteArray head = "\xEF\xBB\xBFusername,role,name,email,password\r\n"_ba;
        const QByteArray good =
            head + "kim,teacher,\"김, 선생\",k@x.kr,12345678\r\nlee,student,,,abcdefgh\r\n"_ba;
        QCOMPARE(import(good, true), 0);
        QVERIFY(!account(u"kim"_s));
        QCOMPARE(import(head + "kim,teacher,,,12345678\r\nlee,king,,,12345678\r\n"_ba, false), 2);
        QVERIFY2(m_err.contains("line 3") && m_err.contains("king"), m_err.constData());
        QVERIFY(!account(u"kim"_s));
        QCOMPARE(import(head + "kim,teacher,,,12345678\r\nKIM,teacher,,,12345678\r\n"_ba, false), 2);
        QCOMPARE(import("name\nkim\n"_ba, false), 2);
        QCOMPARE(import(good, false), 0);
        QCOMPARE(account(u"kim"_s)->name, u"김, 선생"_s);
        QVERIFY(passwords::verify(account(u"lee"_s)->passwordHash, u"abcdefgh"_s).result());
        QCOMPARE(import(good, false), 1);
    }

    void readsCsv()
    {
        const auto rows = parseCsv(u"a,\"b\"\"c\nd\"\r\n\r\n,x"_s);
        QVERIFY(rows);
        QCOMPARE(rows->size(), 2);
        QCOMPARE(rows->at(0).fields, QStringList({u"a"_s, u"b\"c\nd"_s}));
        QCOMPARE(rows->at(1).fields, QStringList({u""_s, u"x"_s}));
        QCOMPARE(rows->at(1).line, 4);
        const auto open = parseCsv(u"a,b\n\"c\nd\",e\n\"never closed,\nf"_s);
        QVERIFY(!open);
        QCOMPARE(open.error(), 4);
    }

    void optionsStandBeforeOrAfterTheVerb()
    {
        const QByteArray dir = m_config.dataDir.toUtf8();
        QCOMPARE(commandLine({"--data-dir", dir.constData(), "serve", "--listen", "127.0.0.1:0", "--set",
                              "limits.rate=0", "--set=limits.text=7"}),
                 0);
        QVERIFY(served);
        QCOMPARE(served->dataDir, m_config.dataDir);
        QCOMPARE(served->listenPort, 0);
        QCOMPARE(served->limits.rate, 0.0);
        QCOMPARE(served->limits.text, 7);
        served.reset();
        QCOMPARE(commandLine({"--host-grace", "0"}), 0);
        QCOMPARE(served->hostGrace.count(), 0);
    }

    void badUsageIsTwo_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        for (const char *line :
             {"fly", "--fly", "serve --fly", "user", "user fly", "user add", "user add kim",
              "user add kim --role", "token", "--host-grace -5", "--listen", "--set", "--set x",
              "--serve api", "backup", "check-config extra", "--listen 1 check-config"})
            QTest::newRow(line) << QByteArray(line).split(' ');
    }

    void badUsageIsTwo()
    {
        QFETCH(QByteArrayList, words);
        std::vector<const char *> arguments;
        for (const QByteArray &word : words)
            arguments.push_back(word.constData());
        QCOMPARE(commandLine(arguments), 2);
        QVERIFY(!served);
    }

    void helpAndVersionNeedNoConfiguration()
    {
        QCOMPARE(commandLine({"--version"}), 0);
        QCOMPARE(commandLine({"--help", "--listen", "nonsense"}), 0);
        QCOMPARE(commandLine({"user", "--help"}), 0);
    }
};

QTEST_GUILESS_MAIN(VerbsTest)
#include "tst_verbs.moc"
