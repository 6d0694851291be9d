// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/CommandLine.h"
#include "console/app/Language.h"
#include "console/app/Preferences.h"
#include "console/session/ErrorText.h"
#include "console/session/ImageDecoder.h"
#include "console/session/JoinAddress.h"
#include "console/session/PasswordStore.h"
#include "console/session/ServerAddress.h"
#include "console/session/TypedCode.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class ConsoleBasicsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAddressIsReadAsItIsTyped_data();
    void anAddressIsReadAsItIsTyped();
    void aPasswordIsExposedBeyondThisMachineOnly();
    void studentsAreNotSentToTheirOwnMachine();
    void aCodeIsReadAsItIsTyped_data();
    void aCodeIsReadAsItIsTyped();
    void theLastUsedServersAreRemembered();
    void aFolderThatIsGoneIsNotProposed();
    void whereThereIsNoKeychainThatIsSaid();
    void picturesAreScaledDownAndNoiseIsNone();
    void everyTextIsTranslated();
    void aSwitchOfLanguageChangesTheTexts();
    void everyReasonForNoWayIntoAClassHasWordsOfItsOwn();
    void aCommandLineThatDoesNotFitIsToldSo();

private:
    QTemporaryDir m_settings;
};

void ConsoleBasicsTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    // No bus, no keychain: as on a bare machine.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

void ConsoleBasicsTest::anAddressIsReadAsItIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("server");
    QTest::newRow("whole") << u"https://lectern.example.org"_s << u"https://lectern.example.org"_s;
    QTest::newRow("join address") << u" http://10.0.0.5:8080/join/FTYXPM "_s << u"http://10.0.0.5:8080"_s;
    QTest::newRow("bare name") << u"lectern.example.org"_s << u"https://lectern.example.org"_s;
    QTest::newRow("bare name and port") << u"server:8080"_s << u"http://server:8080"_s;
    QTest::newRow("ip") << u"192.168.0.10"_s << u"http://192.168.0.10"_s;
    QTest::newRow("localhost") << u"localhost"_s << u"http://localhost"_s;
    QTest::newRow("ipv6") << u"http://[::1]:8080"_s << u"http://[::1]:8080"_s;
    QTest::newRow("user and password in it") << u"https://a:b@example.org"_s << u"https://example.org"_s;
    QTest::newRow("empty") << u"  "_s << QString();
    QTest::newRow("other scheme") << u"ftp://example.org"_s << QString();
    QTest::newRow("no host") << u"http://"_s << QString();
    QTest::newRow("port too high") << u"http://example.org:99999"_s << QString();
    QTest::newRow("words") << u"my school"_s << QString();
}

void ConsoleBasicsTest::anAddressIsReadAsItIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, server);
    const auto read = serveraddress::fromTyped(typed);
    QCOMPARE(read ? read->toString() : QString(), server);
}

void ConsoleBasicsTest::aPasswordIsExposedBeyondThisMachineOnly()
{
    QVERIFY(serveraddress::isExposed(QUrl(u"http://192.168.0.10:8080"_s)));
    QVERIFY(serveraddress::isExposed(QUrl(u"http://localhost.example.org"_s)));
    QVERIFY(!serveraddress::isExposed(QUrl(u"https://192.168.0.10:8080"_s)));
    QVERIFY(!serveraddress::isExposed(QUrl(u"http://127.0.0.1:8080"_s)));
    QVERIFY(!serveraddress::isExposed(QUrl(u"http://[::1]:8080"_s)));
    QVERIFY(!serveraddress::isExposed(QUrl(u"http://localhost:8080"_s)));
}

void ConsoleBasicsTest::studentsAreNotSentToTheirOwnMachine()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::AnyIPv4));
    JoinAddress address;
    QSignalSpy found(&address, &JoinAddress::found);
    address.lookFor(QUrl(u"http://localhost:%1/join/FTYXPM"_s.arg(server.serverPort())));
    if (!found.wait(2000)) QSKIP("this machine has no address but its own");
    const auto url = found.first().first().toUrl();
    QVERIFY(!serveraddress::isLoopback(url));
    QCOMPARE(url.port(), int(server.serverPort()));
    QCOMPARE(url.path(), u"/join/FTYXPM"_s);
    // What students can reach is left as it is.
    address.lookFor(QUrl(u"http://192.0.2.1:%1/join/FTYXPM"_s.arg(server.serverPort())));
    QCOMPARE(found.size(), 1);
}

void ConsoleBasicsTest::aCodeIsReadAsItIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("plain") << u"FTYXPM"_s << u"FTYXPM"_s;
    QTest::newRow("small, with spaces") << u" fty xpm "_s << u"FTYXPM"_s;
    QTest::newRow("hyphen") << u"FTY-XPM"_s << u"FTYXPM"_s;
    QTest::newRow("full-width") << u"ＦＴＹＸＰＭ"_s << u"FTYXPM"_s;
    QTest::newRow("with Hangul switched on") << u"ㄹ쇼테ㅡ"_s << u"FTYXPM"_s;
    QTest::newRow("a syllable with two letters at its end") << u"닭ㅁㅁ"_s << u"EKFRAA"_s;
    QTest::newRow("syllables as a Mac writes them")
        << u"ㄹ쇼테ㅡ"_s.normalized(QString::NormalizationForm_D) << u"FTYXPM"_s;
    QTest::newRow("too short") << u"FTYXP"_s << QString();
    QTest::newRow("digits") << u"FTYXP1"_s << QString();
    QTest::newRow("words") << u"과학 수업"_s << QString();
    QTest::newRow("nothing") << u" "_s << QString();
}

void ConsoleBasicsTest::aCodeIsReadAsItIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, code);
    QCOMPARE(typedcode::read(typed), code);
}

void ConsoleBasicsTest::aFolderThatIsGoneIsNotProposed()
{
    QTemporaryDir home;
    const auto before = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    Preferences preferences;
    QCOMPARE(preferences.pictureFolder(), home.path());
    QCOMPARE(preferences.saveFolder(), home.path());
    QVERIFY(QDir(home.path()).mkdir(u"lesson"_s));
    preferences.setPictureFolder(home.filePath(u"lesson"_s));
    preferences.setSaveFolder(home.filePath(u"lesson"_s));
    QCOMPARE(preferences.pictureFolder(), home.filePath(u"lesson"_s));
    QCOMPARE(preferences.saveFolder(), home.filePath(u"lesson"_s));
    QVERIFY(QDir(home.path()).rmdir(u"lesson"_s));
    QCOMPARE(preferences.pictureFolder(), home.path());
    QCOMPARE(preferences.saveFolder(), home.path());
    qputenv("HOME", before);
}

void ConsoleBasicsTest::theLastUsedServersAreRemembered()
{
    Preferences preferences;
    for (int i = 0; i < 10; ++i)
        preferences.rememberServer(u"http://s%1"_s.arg(i));
    preferences.rememberServer(u"http://s5"_s);
    preferences.rememberUser(u"http://s5"_s, u"kim"_s);
    const Preferences again;
    QCOMPARE(again.servers().size(), 8);
    QCOMPARE(again.servers().first(), u"http://s5"_s);
    QCOMPARE(again.userAt(u"http://s5"_s), u"kim"_s);
    QCOMPARE(again.userAt(u"http://s6"_s), QString());
}

void ConsoleBasicsTest::whereThereIsNoKeychainThatIsSaid()
{
    const QUrl server(u"http://localhost:1"_s);
    auto written = PasswordStore::write(server, u"kim"_s, u"secret"_s);
    QTRY_VERIFY(written.isFinished());
    QVERIFY(!written.result());
    auto read = PasswordStore::read(server, u"kim"_s);
    QTRY_VERIFY(read.isFinished());
    QVERIFY(!read.result());
    QCOMPARE(read.result().error(), PasswordStore::Failure::NoKeychain);
}

void ConsoleBasicsTest::picturesAreScaledDownAndNoiseIsNone()
{
    QImage large(2000, 1000, QImage::Format_RGB32);
    large.fill(Qt::red);
    auto png = imagedecoder::encodePng(large);
    QTRY_VERIFY(png.isFinished());
    auto small = imagedecoder::decode(png.result(), {640, 480});
    QTRY_VERIFY(small.isFinished());
    QCOMPARE(small.result().size(), QSize(640, 320));
    auto whole = imagedecoder::decode(png.result(), {});
    QTRY_VERIFY(whole.isFinished());
    QCOMPARE(whole.result().size(), large.size());
    auto noise = imagedecoder::decode("GIF89a and then nothing", {640, 480});
    QTRY_VERIFY(noise.isFinished());
    QVERIFY(noise.result().isNull());
}

void ConsoleBasicsTest::everyTextIsTranslated()
{
    for (const auto &name : {u"lectern_ko.ts"_s, u"lectern_en.ts"_s}) {
        QFile file(QStringLiteral(LECTERN_I18N_DIR) + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        int texts = 0;
        QString source;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == "source"_L1) source = xml.readElementText();
            if (xml.name() != "translation"_L1) continue;
            ++texts;
            QVERIFY2(!xml.attributes().hasAttribute("type"_L1), qPrintable(name + u": "_s + source));
            const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(name + u": "_s + source));
        }
        QVERIFY(!xml.hasError());
        QVERIFY(texts > 0);
    }
}

void ConsoleBasicsTest::aSwitchOfLanguageChangesTheTexts()
{
    Language language;
    language.use(u"ko"_s);
    QCOMPARE(language.current(), u"ko"_s);
    const auto korean = ErrorText::of(ErrorCode::InvalidCredentials);
    language.use(u"en"_s);
    const auto english = ErrorText::of(ErrorCode::InvalidCredentials);
    QCOMPARE(english, u"The user name or the password is wrong."_s);
    QVERIFY(korean != english);
    QVERIFY(korean.contains(u"비밀번호"_s));
    ApiError slow;
    slow.kind = ApiError::Kind::Refused;
    slow.problem.code = ErrorCode::RateLimited;
    slow.retryAfter = 1;
    QCOMPARE(ErrorText::of(slow, {}), u"Too many tries. Please wait 1 second."_s);
    slow.retryAfter = 30;
    QCOMPARE(ErrorText::of(slow, {}), u"Too many tries. Please wait 30 seconds."_s);
}

void ConsoleBasicsTest::everyReasonForNoWayIntoAClassHasWordsOfItsOwn()
{
    Language language;
    for (const auto &code : {u"ko"_s, u"en"_s}) {
        language.use(code);
        QSet<QString> said;
        for (const auto reason : {ErrorCode::RoomNotFound, ErrorCode::ClassEnded, ErrorCode::RoomLocked,
                                  ErrorCode::RoomFull, ErrorCode::Kicked}) {
            ApiError error;
            error.kind = ApiError::Kind::Refused;
            error.problem = {reason, u"the server's own words"_s};
            said.insert(ErrorText::ofVisit(error, {}));
        }
        QCOMPARE(said.size(), 5);
        QVERIFY(!said.contains(u"the server's own words"_s));
    }
}

void ConsoleBasicsTest::aCommandLineThatDoesNotFitIsToldSo()
{
    const auto code = [](const QStringList &arguments) {
        const auto line = CommandLine::parse(QStringList{u"lectern-console"_s} + arguments);
        return line ? -1 : line.error().exitCode;
    };
    QCOMPARE(code({}), -1);
    QCOMPARE(code({u"--version"_s}), 0);
    QCOMPARE(code({u"--help"_s}), 0);
    QVERIFY(CommandLine::parse({u"lectern-console"_s, u"--help"_s})
                .error()
                .text.startsWith("Usage: lectern-console [options]"_L1));
    QCOMPARE(code({u"--colour"_s}), 2);
    QCOMPARE(code({u"extra"_s}), 2);
    QCOMPARE(code({u"--language"_s, u"fr"_s}), 2);
    QCOMPARE(code({u"--server"_s, u"ftp://x"_s}), 2);
    QCOMPARE(code({u"--password-stdin"_s}), 2);
    const auto line =
        CommandLine::parse({u"lectern-console"_s, u"--server"_s, u"localhost:8080"_s, u"--user"_s, u"kim"_s,
                            u"--password-stdin"_s, u"--room"_s, u"수학"_s});
    QVERIFY(line);
    QVERIFY(line->passwordFromStdin);
    QCOMPARE(line->room, u"수학"_s);
}

QTEST_MAIN(ConsoleBasicsTest)
#include "tst_consolebasics.moc"
