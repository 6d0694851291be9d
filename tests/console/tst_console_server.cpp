// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"

#include "console/widgets/Banner.h"

#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// A server with an authority of its own, met for the first time, again, changed, and forgotten. The cases
/// follow each other as a school year does.
class ConsoleServerTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void whoSaysNoIsNotSignedIn();
    void whoComparedTheFingerprintIsAskedOnce();
    void aClassIsHeldOverIt();
    void anotherAuthorityInTheMiddleOfAClassIsNamed();
    void whatWasWrittenWaitsForTheRightOne();
    void itIsNotAskedAgain();
    void anotherAuthorityIsRefusedWithItsCause();
    void theCauseIsToldInKorean();
    void aForgottenServerIsMetAnew();

private:
    void signIn() { Desk::signIn(m_server.url(), u"teacher"_s, u"right secret"_s); }
    void signOut();
    QMessageBox *question() const { return find<QMessageBox>(u"confirmTrust"_s); }
    void answer(const QString &box, const QString &button);

    ServerProcess m_server;
};

void ConsoleServerTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.makeOwnAuthority());
    QVERIFY(m_server.start());
    QCOMPARE(m_server.url().scheme(), u"https"_s);
    QVERIFY(setUp());
}

void ConsoleServerTest::cleanupTestCase()
{
    clearUp();
    m_server.kill();
}

void ConsoleServerTest::signOut()
{
    m_window->account().signOut();
    QTRY_VERIFY(find<QLineEdit>(u"password"_s)->isVisible());
}

void ConsoleServerTest::answer(const QString &box, const QString &button)
{
    QTest::mouseClick(find<QMessageBox>(box)->findChild<QPushButton *>(button), Qt::LeftButton);
}

void ConsoleServerTest::whoSaysNoIsNotSignedIn()
{
    signIn();
    QTRY_VERIFY_WITH_TIMEOUT(question(), kPatience);
    const auto fingerprint =
        QString::fromLatin1(m_server.authority().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    auto shown = question()->text();
    QVERIFY2(shown.replace(u'\n', u':').endsWith(fingerprint), qPrintable(shown));
    answer(u"confirmTrust"_s, u"cancel"_s);
    QTRY_VERIFY(!question());
    QVERIFY(!m_window->account().isSignedIn());
    QVERIFY(find<QPushButton>(u"signIn"_s)->isEnabled());
    QVERIFY(m_preferences->authorityAt(m_server.url().toString()).isEmpty());
}

void ConsoleServerTest::whoComparedTheFingerprintIsAskedOnce()
{
    signIn();
    QTRY_VERIFY_WITH_TIMEOUT(question(), kPatience);
    answer(u"confirmTrust"_s, u"confirm"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
    QCOMPARE(QSslCertificate(m_preferences->authorityAt(m_server.url().toString())), m_server.authority());
}

void ConsoleServerTest::aClassIsHeldOverIt()
{
    find<QLineEdit>(u"roomName"_s)->setText(u"3학년 2반"_s);
    press(u"createRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    send(u"여러분 안녕하세요"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"여러분 안녕하세요"_s, TimelineEntry::State::Sent), kPatience);
}

void ConsoleServerTest::anotherAuthorityInTheMiddleOfAClassIsNamed()
{
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Reconnecting, kPatience);
    auto *banner = find<Banner>(u"lineBanner"_s);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains(u"The connection is interrupted"_s), qPrintable(banner->text()));
    send(u"지금 보낸 글"_s);

    QVERIFY(m_server.makeOwnAuthority());
    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_VERIFY2_WITH_TIMEOUT(banner->text().contains(u"another authority than before"_s),
                              qPrintable(banner->text()), kPatience);
    QVERIFY2(banner->text().contains(m_server.url().authority()), qPrintable(banner->text()));
    QVERIFY2(banner->text().contains(u"sign out, forget it at the sign-in"_s), qPrintable(banner->text()));
    find<QAction>(u"language_ko"_s)->trigger();
    QTRY_VERIFY2(banner->text().contains(u"전과 다른 기관의 인증서가 왔습니다"_s),
                 qPrintable(banner->text()));
    find<QAction>(u"language_en"_s)->trigger();
    QVERIFY(!question());
    QVERIFY(isShown(u"지금 보낸 글"_s, TimelineEntry::State::Sending));
}

void ConsoleServerTest::whatWasWrittenWaitsForTheRightOne()
{
    m_server.kill();
    QVERIFY(m_server.swapAuthorities());
    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    QTRY_VERIFY(!find<QWidget>(u"lineBanner"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"지금 보낸 글"_s, TimelineEntry::State::Sent), kPatience);

    // An interruption of another kind is told as ever.
    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"lineBanner"_s)->isVisible(), kPatience);
    QVERIFY(find<Banner>(u"lineBanner"_s)->text().contains(u"The connection is interrupted"_s));
    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
}

void ConsoleServerTest::itIsNotAskedAgain()
{
    signOut();
    signIn();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
    QVERIFY(!question());
}

void ConsoleServerTest::anotherAuthorityIsRefusedWithItsCause()
{
    signOut();
    m_server.kill();
    QVERIFY(m_server.makeOwnAuthority());
    QVERIFY(m_server.start());
    signIn();
    auto *problem = find<QLabel>(u"signInProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), kPatience);
    QVERIFY2(problem->text().contains(u"does not come from the authority that you trusted"_s),
             qPrintable(problem->text()));
    QVERIFY(!question());
    QVERIFY(!m_window->account().isSignedIn());
}

void ConsoleServerTest::theCauseIsToldInKorean()
{
    find<QAction>(u"language_ko"_s)->trigger();
    signIn();
    auto *problem = find<QLabel>(u"signInProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"전에 믿기로 한 기관의 것이 아닙니다"_s), kPatience);
    find<QAction>(u"language_en"_s)->trigger();
}

void ConsoleServerTest::aForgottenServerIsMetAnew()
{
    const auto server = m_server.url().toString();
    QVERIFY(m_preferences->servers().contains(server));
    pressTool(u"forgetServer"_s);
    QTRY_VERIFY(find<QMessageBox>(u"confirmForget"_s));
    answer(u"confirmForget"_s, u"cancel"_s);
    QVERIFY(m_preferences->servers().contains(server));
    pressTool(u"forgetServer"_s);
    answer(u"confirmForget"_s, u"confirm"_s);
    QTRY_VERIFY(!m_preferences->servers().contains(server));
    QCOMPARE(m_preferences->userAt(server), QString());
    QCOMPARE(find<QComboBox>(u"server"_s)->findText(server), -1);
    QVERIFY(!find<QToolButton>(u"forgetServer"_s)->isEnabled());

    signIn();
    QTRY_VERIFY_WITH_TIMEOUT(question(), kPatience);
    answer(u"confirmTrust"_s, u"confirm"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
}

QTEST_MAIN(ConsoleServerTest)
#include "tst_console_server.moc"
