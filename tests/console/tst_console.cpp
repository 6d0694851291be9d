// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

constexpr int kPatience = 15'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// One teacher's window, pressed and typed into, against the real server. The cases follow each other as a
/// class does.
class ConsoleTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void anAddressThatIsNoneIsSaid();
    void aPortWhereNothingListensIsSaid();
    void aWrongPasswordIsSaid();
    void theRightPasswordOpensTheRooms();
    void aRoomIsMadeAndItsCodeShown();
    void aTypedTextIsSentByEnter();
    void aStudentComesAndIsSeen();
    void theStudentGetsTheTextsAndAnswers();
    void shiftEnterBreaksTheLine();
    void aPictureFromTheClipboardArrivesByteForByte();
    void aFileThatIsDroppedIsSent();
    void aMessageToOneStudentStaysBetweenTheTwo();
    void theRulesAreChangedFromTheHeader();
    void theCodeFillsTheWindow();
    void theLanguageIsSwitchedWhileTheClassGoesOn();
    void whenTheServerDiesNothingIsLost();
    void aStudentIsRemovedAndStaysOut();
    void theClassEndsForEveryone();
    void theClassIsOpenedAgainWithItsMessages();

private:
    ServerProcess m_server;
    std::unique_ptr<Student> m_student;
    std::unique_ptr<Student> m_other;
    QString m_code;
};

void ConsoleTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.start());
    QVERIFY(setUp());
}

void ConsoleTest::cleanupTestCase()
{
    m_other.reset();
    m_student.reset();
    clearUp();
    m_server.kill();
}

void ConsoleTest::anAddressThatIsNoneIsSaid()
{
    find<QComboBox>(u"server"_s)->setEditText(u"ftp://nowhere"_s);
    press(u"signIn"_s);
    QVERIFY(find<QLabel>(u"signInProblem"_s)->isVisible());
    find<QComboBox>(u"server"_s)->setEditText(u"http://192.0.2.1"_s);
    QVERIFY(find<QLabel>(u"exposedWarning"_s)->isVisible());
    find<QComboBox>(u"server"_s)->setEditText(u"http://127.0.0.1:8080"_s);
    QVERIFY(!find<QLabel>(u"exposedWarning"_s)->isVisible());
}

void ConsoleTest::aPortWhereNothingListensIsSaid()
{
    find<QComboBox>(u"server"_s)->setEditText(u"http://127.0.0.1:1"_s);
    find<QLineEdit>(u"user"_s)->setText(u"teacher"_s);
    find<QLineEdit>(u"password"_s)->setText(u"x"_s);
    press(u"signIn"_s);
    auto *problem = find<QLabel>(u"signInProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible() && problem->text().contains(u"127.0.0.1:1"_s), kPatience);
}

void ConsoleTest::aWrongPasswordIsSaid()
{
    signIn(m_server.url(), u"teacher"_s, u"wrong"_s);
    auto *problem = find<QLabel>(u"signInProblem"_s);
    QTRY_COMPARE_WITH_TIMEOUT(problem->text(), u"The user name or the password is wrong."_s, kPatience);
    QVERIFY(problem->isVisible());
    QVERIFY(!m_window->account().isSignedIn());
}

void ConsoleTest::theRightPasswordOpensTheRooms()
{
    signIn(m_server.url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"createRoom"_s)->isVisible(), kPatience);
    QCOMPARE(m_window->account().user().name, u"김선생"_s);
    QCOMPARE(m_preferences->servers().first(), m_server.url().toString());
}

void ConsoleTest::aRoomIsMadeAndItsCodeShown()
{
    press(u"createRoom"_s);
    QVERIFY(!m_window->session());
    find<QLineEdit>(u"roomName"_s)->setText(u"3학년 2반 수학"_s);
    press(u"createRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    m_code = m_window->session()->room().id;
    QCOMPARE(find<QLabel>(u"roomCode"_s)->text(), m_code);
    QVERIFY(find<QLabel>(u"joinAddress"_s)->text().contains(m_code));
    QCOMPARE(find<QLabel>(u"className"_s)->text(), u"3학년 2반 수학"_s);
    QVERIFY(find<QLabel>(u"lineState"_s)->text().contains(u"Connected"_s));
}

void ConsoleTest::aTypedTextIsSentByEnter()
{
    send(u"여러분 안녕하세요"_s);
    QCOMPARE(edit()->toPlainText(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"여러분 안녕하세요"_s, State::Sent), kPatience);
    QCOMPARE(timeline().rowCount(), 1);
}

void ConsoleTest::aStudentComesAndIsSeen()
{
    m_student = std::make_unique<Student>(m_server.url());
    m_student->listen();
    auto joined = m_student->api.join(m_code, u"민준"_s, u"device-of-minjun"_s);
    QTRY_VERIFY_WITH_TIMEOUT(joined.isFinished(), kPatience);
    QVERIFY(joined.result());
    m_student->line.open(m_server.url(), m_code, joined.result()->token);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 1, kPatience);
    QTRY_VERIFY(find<QLabel>(u"peopleNews"_s)->text().contains(u"민준"_s));
    QVERIFY(find<QLabel>(u"peopleTitle"_s)->text().contains(u'1'));
}

void ConsoleTest::theStudentGetsTheTextsAndAnswers()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_student->hasText(u"여러분 안녕하세요"_s), kPatience);
    Message answer;
    answer.type = MessageType::Send;
    answer.payload = payload::Text{u"네, 선생님!"_s};
    m_student->line.send(answer);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"네, 선생님!"_s, State::Sent), kPatience);
}

void ConsoleTest::shiftEnterBreaksTheLine()
{
    write(u"첫째 줄"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
    send(u"둘째 줄"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_student->hasText(u"첫째 줄\n둘째 줄"_s), kPatience);
}

void ConsoleTest::aPictureFromTheClipboardArrivesByteForByte()
{
    QImage picture(1200, 800, QImage::Format_RGB32);
    for (int x = 0; x < picture.width(); ++x) {
        for (int y = 0; y < picture.height(); ++y)
            picture.setPixel(x, y, qRgb(x % 256, y % 256, (x * y) % 256));
    }
    QApplication::clipboard()->setImage(picture);
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_student->picture(), kPatience);
    auto bytes = m_student->api.download(m_student->picture()->url);
    QTRY_VERIFY_WITH_TIMEOUT(bytes.isFinished(), kPatience);
    QVERIFY(bytes.result());
    QCOMPARE(QImage::fromData(*bytes.result()).convertToFormat(QImage::Format_RGB32), picture);
    const auto row = timeline().rowCount() - 1;
    QTRY_COMPARE(timeline().entryAt(row)->state, State::Sent);
    QVERIFY(!timeline().entryAt(row)->thumbnail.isNull());
    QVERIFY(timeline().entryAt(row)->thumbnail.width() <= 640);
}

void ConsoleTest::aFileThatIsDroppedIsSent()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"칠판.png"_s);
    QImage board(64, 64, QImage::Format_RGB32);
    board.fill(Qt::darkGreen);
    QVERIFY(board.save(path));
    QVERIFY(drop(path));
    const auto isSent = [this] {
        const auto *last = timeline().entryAt(timeline().rowCount() - 1);
        return last->attachment && last->attachment->name == u"칠판.png"_s && last->state == State::Sent;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSent(), kPatience);
}

void ConsoleTest::aMessageToOneStudentStaysBetweenTheTwo()
{
    m_other = std::make_unique<Student>(m_server.url());
    m_other->listen();
    auto joined = m_other->api.join(m_code, u"서연"_s, u"device-of-seoyeon"_s);
    QTRY_VERIFY_WITH_TIMEOUT(joined.isFinished() && joined.result(), kPatience);
    m_other->line.open(m_server.url(), m_code, joined.result()->token);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 2, kPatience);

    selectPerson(joined.result()->user.id);
    pressTool(u"messageStudentButton"_s);
    QCOMPARE(find<QComboBox>(u"recipient"_s)->currentText(), u"서연"_s);
    send(u"서연아, 잘했어"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_other->hasText(u"서연아, 잘했어"_s), kPatience);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(find<QComboBox>(u"recipient"_s)->currentIndex(), 0);
    send(u"다 같이 봅시다"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_student->hasText(u"다 같이 봅시다"_s), kPatience);
    QVERIFY(!m_student->hasText(u"서연아, 잘했어"_s));
}

void ConsoleTest::theRulesAreChangedFromTheHeader()
{
    auto *talk = find<QComboBox>(u"talkMode"_s);
    talk->setFocus();
    QTest::keyClick(talk, Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->room().talk, Talk::All, kPatience);

    press(u"lockClass"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->room().locked, kPatience);
    ApiClient late(m_server.url());
    auto refused = late.join(m_code, u"늦은 학생"_s);
    QTRY_VERIFY_WITH_TIMEOUT(refused.isFinished(), kPatience);
    QVERIFY(!refused.result());
    QCOMPARE(refused.result().error().problem.code, ErrorCode::RoomLocked);
    press(u"lockClass"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->room().locked, kPatience);

    press(u"renameClass"_s);
    QTRY_VERIFY(find<QInputDialog>(u"renameDialog"_s));
    auto *dialog = find<QInputDialog>(u"renameDialog"_s);
    dialog->setTextValue(u"4교시 수학"_s);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(u"className"_s)->text(), u"4교시 수학"_s, kPatience);
}

void ConsoleTest::theCodeFillsTheWindow()
{
    press(u"enlargeCode"_s);
    auto *projector = find<QWidget>(u"projector"_s);
    QVERIFY(projector->isVisible());
    QCOMPARE(find<QLabel>(u"projectorCode"_s)->text(), m_code);
    QTest::keyClick(projector, Qt::Key_Escape);
    QVERIFY(!projector->isVisible());
}

void ConsoleTest::theLanguageIsSwitchedWhileTheClassGoesOn()
{
    write(u"쓰던 글"_s);
    find<QAction>(u"language_ko"_s)->trigger();
    QTRY_COMPARE(find<QPushButton>(u"sendButton"_s)->text(), u"보내기"_s);
    QVERIFY(find<QLabel>(u"lineState"_s)->text().contains(u"연결됨"_s));
    QCOMPARE(m_preferences->language(), u"ko"_s);
    find<QAction>(u"language_en"_s)->trigger();
    QTRY_COMPARE(find<QPushButton>(u"sendButton"_s)->text(), u"Send"_s);
    QCOMPARE(edit()->toPlainText(), u"쓰던 글"_s);
    edit()->clear();
}

void ConsoleTest::whenTheServerDiesNothingIsLost()
{
    const auto before = timeline().rowCount();
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Reconnecting, kPatience);
    QTRY_VERIFY(find<QWidget>(u"lineBanner"_s)->isVisible());

    send(u"끊긴 동안 쓴 글"_s);
    QVERIFY(isShown(u"끊긴 동안 쓴 글"_s, State::Sending));
    QImage picture(80, 60, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    QApplication::clipboard()->setImage(picture);
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    write(u"아직 쓰는 중"_s);
    QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), before + 2, kPatience);

    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"끊긴 동안 쓴 글"_s, State::Sent), kPatience);
    QCOMPARE(edit()->toPlainText(), u"아직 쓰는 중"_s);
    QVERIFY(!find<QWidget>(u"lineBanner"_s)->isVisible());
    const auto allSent = [this] {
        for (int row = 0; row < timeline().rowCount(); ++row) {
            if (timeline().entryAt(row)->state != State::Sent) return false;
        }
        return true;
    };
    QTRY_VERIFY_WITH_TIMEOUT(allSent(), kPatience);
    QCOMPARE(timeline().rowCount(), before + 2);
    m_student->line.retryNow();
    m_other->line.retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(m_student->hasText(u"끊긴 동안 쓴 글"_s), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 2, kPatience);
    edit()->clear();
}

void ConsoleTest::aStudentIsRemovedAndStaysOut()
{
    selectPerson(idOf(u"서연"_s));
    pressTool(u"kickStudentButton"_s);
    auto *undo = find<QWidget>(u"removalBanner"_s);
    QTRY_VERIFY(undo->isVisible());
    QTest::mouseClick(undo->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!undo->isVisible());
    QTest::qWait(PeopleCommands::kUndoTime.count() + 500);
    QCOMPARE(people().studentsOnline(), 2);

    selectPerson(idOf(u"서연"_s));
    find<QAction>(u"banStudent"_s)->trigger();
    QTRY_VERIFY(undo->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_other->end, ErrorCode::Kicked, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 1, kPatience);
    auto again = m_other->api.join(m_code, u"서연"_s, u"device-of-seoyeon"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), kPatience);
    QVERIFY(!again.result());
    QCOMPARE(again.result().error().problem.code, ErrorCode::Kicked);
}

void ConsoleTest::theClassEndsForEveryone()
{
    press(u"endClass"_s);
    QTRY_VERIFY(find<QMessageBox>(u"confirmEnd"_s));
    QTest::mouseClick(find<QMessageBox>(u"confirmEnd"_s)->findChild<QPushButton *>(u"cancel"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(!find<QMessageBox>(u"confirmEnd"_s));
    QVERIFY(!m_window->session()->hasEnded());

    press(u"endClass"_s);
    QTRY_VERIFY(find<QMessageBox>(u"confirmEnd"_s));
    QTest::mouseClick(find<QMessageBox>(u"confirmEnd"_s)->findChild<QPushButton *>(u"confirm"_s),
                      Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_student->end, ErrorCode::ClassEnded, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"createRoom"_s)->isVisible(), kPatience);
}

void ConsoleTest::theClassIsOpenedAgainWithItsMessages()
{
    auto *rooms = find<QListView>(u"roomList"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rooms->model()->rowCount(), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(rooms->isVisible(), kPatience);
    const auto place = rooms->visualRect(rooms->model()->index(0, 0)).center();
    QTest::mouseClick(rooms->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(rooms->viewport(), Qt::LeftButton, {}, place);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->session() && m_window->session()->line() == RoomConnection::State::Online, kPatience);
    QCOMPARE(m_window->session()->room().id, m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"여러분 안녕하세요"_s, State::Sent), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"네, 선생님!"_s, State::Sent), kPatience);
}

QTEST_MAIN(ConsoleTest)
#include "tst_console.moc"
