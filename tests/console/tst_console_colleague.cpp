// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Line = RoomConnection::State;

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// A teacher at the console comes into a colleague's class: 박선생 is at the desk, 김선생 holds the class,
/// elsewhere.
class ConsoleColleagueTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aCodeThatIsNoneIsNotAskedFor();
    void everyReasonForStayingOutsideIsNamed();
    void theProgramIsStartedWithACode();
    void theCodeLeadsIntoTheClassAndTheHostIsNamed();
    void waitingOutlastsAServerThatDies();
    void aClassOpenedInAnotherPlaceGoesOnHere();
    void theDeskComesWithTheRole();
    void theDeskHasWhatWasSaidBefore();
    void whoElseTeachesIsTheHostsToSettle();
    void whatIsSentFromTheDeskArrives();
    void theDeskGoesWithTheRoleAndWhatWasAskedThere();
    void aRoleTakenAwayWhileTheServerWasDeadIsGone();
    void leavingIsNotTheEndOfTheClass();
    void theClassOfAnotherIsNotAmongOnesOwn();
    void aClassTaughtTogetherIsEnteredAtOnce();
    void whoIsPutOutIsToldAndComesBackToTheirClasses();
    void aClassThatIsGoneMeanwhileIsNamedWhileWaiting();
    void anEndedClassIsNotOpenedAgainByAColleague();
    void aClassHandedOverHasItsDeskHere();
    void whereNothingWasSaidYetItIsToldWhatToDo();
    void whoHandsTheClassOverWaits();
    void sixLettersThatAreNobodysCodeAreAName();

private:
    void visit(const QString &code);
    /// What the page says; empty without a banner.
    QString banner() const;
    void change(const payload::RoomUpdate &change);
    void makeCoTeacher(bool is);
    QString newClass(const QString &name);
    void enterAsHost();
    bool waits() const { return find<QLabel>(u"waitingHeading"_s)->isVisible(); }
    bool teaches() const { return edit() && edit()->isVisible(); }
    bool isOnline() const { return m_window->session() && m_window->session()->line() == Line::Online; }
    bool atRooms() const { return find<QLineEdit>(u"colleagueCode"_s)->isVisible(); }

    ServerProcess m_server;
    std::unique_ptr<Student> m_kim; ///< the host: a teacher's account at another place
    QString m_kimId;
    QString m_parkId;
    QString m_code;
};

void ConsoleColleagueTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"kim"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.addUser(u"park"_s, u"teacher"_s, u"other secret"_s, u"박선생"_s));
    QVERIFY(m_server.start());
    m_kim = std::make_unique<Student>(m_server.url());
    m_kim->listen();
    auto login = m_kim->api.login(u"kim"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(login.isFinished() && login.result(), kPatience);
    m_kimId = login.result()->user.id;
    m_code = newClass(u"과학"_s);
    QVERIFY(!m_code.isEmpty());
    enterAsHost();

    QVERIFY(setUp());
    signIn(m_server.url(), u"park"_s, u"other secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
    m_parkId = m_window->account().user().id;
}

void ConsoleColleagueTest::cleanupTestCase()
{
    m_kim.reset();
    clearUp();
    m_server.kill();
}

QString ConsoleColleagueTest::newClass(const QString &name)
{
    auto made = m_kim->api.createRoom({.name = name, .kind = RoomKind::Class, .talk = Talk::Teacher});
    if (!QTest::qWaitFor([&] { return made.isFinished(); }, kPatience) || !made.result()) return {};
    return made.result()->id;
}

void ConsoleColleagueTest::enterAsHost()
{
    m_kim->line.open(m_server.url(), m_code, m_kim->api.token());
    QTRY_COMPARE_WITH_TIMEOUT(m_kim->line.state(), Line::Online, kPatience);
}

void ConsoleColleagueTest::visit(const QString &code)
{
    auto *field = find<QLineEdit>(u"colleagueCode"_s);
    field->clear();
    QTest::keyClicks(field, code);
    QTest::keyClick(field, Qt::Key_Return);
}

QString ConsoleColleagueTest::banner() const
{
    const auto *banner = find<QWidget>(u"banner"_s);
    return banner && banner->isVisible() ? banner->findChild<QLabel *>()->text() : QString();
}

void ConsoleColleagueTest::change(const payload::RoomUpdate &change)
{
    auto changed = m_kim->api.updateRoom(m_code, change);
    QTRY_VERIFY_WITH_TIMEOUT(changed.isFinished(), kPatience);
    QVERIFY2(changed.result(), qPrintable(changed.result() ? QString() : changed.result().error().detail));
}

void ConsoleColleagueTest::makeCoTeacher(bool is)
{
    payload::RoomUpdate update;
    update.assistants = is ? QStringList{m_parkId} : QStringList();
    change(update);
}

void ConsoleColleagueTest::aCodeThatIsNoneIsNotAskedFor()
{
    visit(u"ABC"_s);
    QVERIFY2(banner().contains(u"six letters"_s), qPrintable(banner()));
    QCOMPARE(QApplication::focusWidget(), find<QLineEdit>(u"colleagueCode"_s));
    find<QAction>(u"language_ko"_s)->trigger();
    visit(u"12"_s);
    QVERIFY2(banner().contains(u"여섯 글자"_s), qPrintable(banner()));
}

void ConsoleColleagueTest::everyReasonForStayingOutsideIsNamed()
{
    const QString none = m_code == u"ABCDEF"_s ? u"ABCDEG"_s : u"ABCDEF"_s;
    visit(none);
    QTRY_COMPARE_WITH_TIMEOUT(
        banner(),
        u"이 코드로 열린 수업이 없습니다. 코드를 다시 확인해 주세요. 수업이 끝났을 수도 있습니다."_s,
        kPatience);
    change({.name = {}, .talk = {}, .locked = true});
    visit(m_code);
    QTRY_COMPARE_WITH_TIMEOUT(
        banner(), u"잠긴 수업이라 새로 들어갈 수 없습니다. 수업을 연 선생님이 잠금을 풀 수 있습니다."_s,
        kPatience);
    change({.name = {}, .talk = {}, .locked = false});
    find<QAction>(u"language_en"_s)->trigger();
    visit(none);
    QTRY_COMPARE_WITH_TIMEOUT(
        banner(), u"No class is open with this code. Please look at it again; the class may have ended."_s,
        kPatience);
    // One of one's own that has ended: its own list opens it again.
    auto own = m_window->account().api().createRoom(
        {.name = u"own"_s, .kind = RoomKind::Class, .talk = Talk::Teacher});
    QTRY_VERIFY_WITH_TIMEOUT(own.isFinished() && own.result(), kPatience);
    auto ended = m_window->account().api().endRoom(own.result()->id);
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished() && ended.result(), kPatience);
    visit(own.result()->id);
    QTRY_COMPARE_WITH_TIMEOUT(banner(), u"This class has ended. Its teacher can open it again."_s, kPatience);
    QVERIFY(atRooms());
    QVERIFY(find<QPushButton>(u"visitRoom"_s)->isEnabled());
}

void ConsoleColleagueTest::theProgramIsStartedWithACode()
{
    m_window->account().enterRoomNamed(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    QCOMPARE(find<QLabel>(u"waitingRoom"_s)->text(), u"과학"_s);
    press(u"leaveWaiting"_s);
    QTRY_VERIFY_WITH_TIMEOUT(atRooms(), kPatience);
}

void ConsoleColleagueTest::theCodeLeadsIntoTheClassAndTheHostIsNamed()
{
    visit(m_code.toLower().insert(3, u' '));
    QTRY_VERIFY_WITH_TIMEOUT(isOnline(), kPatience);
    QVERIFY(waits());
    QVERIFY(!teaches());
    QVERIFY(find<QLabel>(u"waitingHeading"_s)->text().contains(u"김선생"_s));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(u"waitingText"_s)->isVisible(), kPatience);
    QVERIFY(find<QLabel>(u"waitingText"_s)->text().contains(u"박선생"_s));
    QCOMPARE(find<QLabel>(u"waitingRoom"_s)->text(), u"과학"_s);
    QCOMPARE(QApplication::focusWidget(), find<QPushButton>(u"leaveWaiting"_s));
    // No key of the class does anything.
    QVERIFY(!find<QAction>(u"endAction"_s)->isVisible());
    // Both languages, without a restart.
    find<QAction>(u"language_ko"_s)->trigger();
    QTRY_COMPARE(find<QLabel>(u"waitingHeading"_s)->text(), u"김선생 님의 수업에 들어왔습니다"_s);
    QVERIFY(find<QLabel>(u"waitingText"_s)->text().contains(u"함께 가르치기"_s));
}

void ConsoleColleagueTest::waitingOutlastsAServerThatDies()
{
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), Line::Reconnecting, kPatience);
    QVERIFY(find<QWidget>(u"lineBanner"_s)->isVisible());
    QVERIFY(waits());
    QVERIFY(m_server.start());
    m_kim->line.retryNow();
    m_window->session()->retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(isOnline(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>(u"lineBanner"_s)->isVisible(), kPatience);
    QVERIFY(waits());
    QTRY_COMPARE_WITH_TIMEOUT(m_kim->line.state(), Line::Online, kPatience);
}

void ConsoleColleagueTest::aClassOpenedInAnotherPlaceGoesOnHere()
{
    Student other(m_server.url());
    other.listen();
    other.line.open(m_server.url(), m_code, m_window->account().api().token());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasEnded(), kPatience);
    auto *line = find<QWidget>(u"lineBanner"_s);
    QVERIFY(line->isVisible());
    QTest::mouseClick(line->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(other.end, std::optional(ErrorCode::Replaced), kPatience);
}

void ConsoleColleagueTest::theDeskComesWithTheRole()
{
    Message message;
    message.type = MessageType::Send;
    message.payload = payload::Text{u"책 84쪽을 펴세요"_s};
    m_kim->line.send(message);
    QTRY_VERIFY_WITH_TIMEOUT(m_kim->hasText(u"책 84쪽을 펴세요"_s), kPatience);
    makeCoTeacher(true);
    QTRY_VERIFY_WITH_TIMEOUT(teaches(), kPatience);
    QVERIFY(!waits());
    QVERIFY(find<QAction>(u"endAction"_s)->isVisible());
}

void ConsoleColleagueTest::theDeskHasWhatWasSaidBefore()
{
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"책 84쪽을 펴세요"_s, TimelineEntry::State::Sent), kPatience);
    QVERIFY(!idOf(u"김선생"_s).isEmpty());
    QVERIFY(find<QLabel>(u"className"_s)->text().contains(u"과학"_s));
}

void ConsoleColleagueTest::whoElseTeachesIsTheHostsToSettle()
{
    selectPerson(m_kimId);
    QVERIFY(!find<QAction>(u"assistant"_s)->isEnabled());
    QVERIFY(!find<QAction>(u"handOver"_s)->isEnabled());
}

void ConsoleColleagueTest::whatIsSentFromTheDeskArrives()
{
    send(u"저도 있습니다"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_kim->hasText(u"저도 있습니다"_s), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"저도 있습니다"_s, TimelineEntry::State::Sent), kPatience);
}

void ConsoleColleagueTest::theDeskGoesWithTheRoleAndWhatWasAskedThere()
{
    find<QAction>(u"endAction"_s)->trigger();
    QTRY_VERIFY(find<QMessageBox>(u"confirmEnd"_s));
    makeCoTeacher(false);
    QTRY_VERIFY_WITH_TIMEOUT(waits(), kPatience);
    QTRY_VERIFY(!find<QMessageBox>(u"confirmEnd"_s));
    QVERIFY(!teaches());
    QVERIFY(!find<QAction>(u"endAction"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"waitingHeading"_s)->text(), u"이제 김선생 님이 이 수업을 이끕니다"_s);
    // And comes back with it.
    makeCoTeacher(true);
    QTRY_VERIFY_WITH_TIMEOUT(teaches(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"저도 있습니다"_s, TimelineEntry::State::Sent), kPatience);
}

void ConsoleColleagueTest::aRoleTakenAwayWhileTheServerWasDeadIsGone()
{
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), Line::Reconnecting, kPatience);
    QVERIFY(teaches());
    QVERIFY(m_server.start());
    makeCoTeacher(false);
    m_kim->line.retryNow();
    m_window->session()->retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_kim->line.state(), Line::Online, kPatience);
    makeCoTeacher(true);
    QTRY_VERIFY_WITH_TIMEOUT(teaches(), kPatience);
}

void ConsoleColleagueTest::leavingIsNotTheEndOfTheClass()
{
    find<QAction>(u"leaveAction"_s)->trigger();
    QVERIFY(atRooms());
    QVERIFY(!m_window->session());
    auto room = m_kim->api.room(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(room.isFinished() && room.result(), kPatience);
    QVERIFY(!room.result()->endedAt.isValid());
}

void ConsoleColleagueTest::theClassOfAnotherIsNotAmongOnesOwn()
{
    makeCoTeacher(false);
    QSignalSpy refreshed(&m_window->account(), &Account::roomsRefreshed);
    press(u"refreshRooms"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!refreshed.isEmpty(), kPatience);
    QCOMPARE(m_window->account().rooms()->rowOf(m_code), -1);
    makeCoTeacher(true);
    refreshed.clear();
    press(u"refreshRooms"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!refreshed.isEmpty(), kPatience);
    QVERIFY(m_window->account().rooms()->rowOf(m_code) >= 0);
}

void ConsoleColleagueTest::aClassTaughtTogetherIsEnteredAtOnce()
{
    change({.name = {}, .talk = {}, .locked = true});
    visit(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline(), kPatience);
    QVERIFY(teaches());
    change({.name = {}, .talk = {}, .locked = false});
}

void ConsoleColleagueTest::whoIsPutOutIsToldAndComesBackToTheirClasses()
{
    Message kick;
    kick.type = MessageType::Kick;
    kick.target = m_parkId;
    kick.payload = payload::Kick{true};
    m_kim->line.post(kick);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasEnded(), kPatience);
    auto *line = find<QWidget>(u"lineBanner"_s);
    QVERIFY(line->isVisible());
    QCOMPARE(line->findChild<QLabel *>()->text(), u"수업에서 내보내졌습니다."_s);
    QTest::mouseClick(line->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(atRooms());
    visit(m_code);
    QTRY_COMPARE_WITH_TIMEOUT(
        banner(),
        u"이 수업에서 내보내져 다시 들어갈 수 없습니다. 수업을 연 선생님이 다시 들어오게 할 수 있습니다."_s,
        kPatience);
    auto lifted = m_kim->api.liftBan(m_code, m_parkId);
    QTRY_VERIFY_WITH_TIMEOUT(lifted.isFinished() && lifted.result(), kPatience);
}

void ConsoleColleagueTest::aClassThatIsGoneMeanwhileIsNamedWhileWaiting()
{
    const auto first = m_code;
    m_code = newClass(u"체육"_s);
    visit(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    Student other(m_server.url());
    other.line.open(m_server.url(), m_code, m_window->account().api().token());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasEnded(), kPatience);
    auto ended = m_kim->api.endRoom(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished() && ended.result(), kPatience);
    QTest::mouseClick(find<QWidget>(u"lineBanner"_s)->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"noticeBanner"_s)->isVisible(), kPatience);
    QCOMPARE(find<QWidget>(u"noticeBanner"_s)->findChild<QLabel *>()->text(), u"없어진 수업입니다."_s);
    press(u"leaveWaiting"_s);
    QTRY_VERIFY(atRooms());
    m_code = first;
}

void ConsoleColleagueTest::anEndedClassIsNotOpenedAgainByAColleague()
{
    visit(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    makeCoTeacher(true);
    QTRY_VERIFY_WITH_TIMEOUT(teaches(), kPatience);
    auto ended = m_kim->api.endRoom(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished() && ended.result(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasEnded(), kPatience);
    auto *line = find<QWidget>(u"lineBanner"_s);
    QCOMPARE(line->findChild<QLabel *>()->text(), u"수업이 끝났습니다."_s);
    QTest::mouseClick(line->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(atRooms());
}

void ConsoleColleagueTest::aClassHandedOverHasItsDeskHere()
{
    m_code = newClass(u"음악"_s);
    QVERIFY(!m_code.isEmpty());
    enterAsHost();
    visit(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && waits(), kPatience);
    payload::RoomUpdate handOver;
    handOver.host = m_parkId;
    change(handOver);
    QTRY_VERIFY_WITH_TIMEOUT(teaches(), kPatience);
    QVERIFY(m_window->session()->isHost());
    QVERIFY(!find<QAction>(u"leaveAction"_s)->isEnabled());
}

void ConsoleColleagueTest::whereNothingWasSaidYetItIsToldWhatToDo()
{
    auto *hint = find<QLabel>(u"timelineEmpty"_s);
    QVERIFY(hint->isVisible());
    QVERIFY2(hint->text().startsWith(u"아직 메시지가 없습니다."_s), qPrintable(hint->text()));
    find<QAction>(u"language_en"_s)->trigger();
    QTRY_VERIFY(hint->text().startsWith(u"No messages yet."_s));
    find<QAction>(u"language_ko"_s)->trigger();
    send(u"음악 시간입니다"_s);
    QVERIFY(!hint->isVisible());
}

void ConsoleColleagueTest::whoHandsTheClassOverWaits()
{
    QTRY_VERIFY_WITH_TIMEOUT(!idOf(u"김선생"_s).isEmpty(), kPatience);
    selectPerson(m_kimId);
    find<QAction>(u"handOver"_s)->trigger();
    QTRY_VERIFY(find<QMessageBox>(u"confirmHandOver"_s));
    QTest::mouseClick(find<QMessageBox>(u"confirmHandOver"_s)->findChild<QPushButton *>(u"confirm"_s),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(waits(), kPatience);
    QCOMPARE(find<QLabel>(u"waitingHeading"_s)->text(), u"이제 김선생 님이 이 수업을 이끕니다"_s);
    press(u"leaveWaiting"_s);
    QTRY_VERIFY(atRooms());
}

void ConsoleColleagueTest::sixLettersThatAreNobodysCodeAreAName()
{
    m_window->account().enterRoomNamed(u"School"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isOnline() && teaches(), kPatience);
    QCOMPARE(m_window->session()->room().name, u"School"_s);
}

QTEST_MAIN(ConsoleColleagueTest)
#include "tst_console_colleague.moc"
