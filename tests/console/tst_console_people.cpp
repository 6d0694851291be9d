// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include "console/widgets/PeopleList.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTreeWidget>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 15'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// The people of a class, questions to them, the timer and the projector: pressed in a real window, against
/// the real server. The cases follow each other as a class does.
class ConsolePeopleTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void handsStandInAQueueAndAreCalledInOrder();
    void whoWasNotCalledYetIsPicked();
    void aNameIsFoundAndTheListTurnsIntoTiles();
    void aQuestionIsAskedFromTheKeyboard();
    void theAnswersComeInLive();
    void theResultIsShownToTheStudents();
    void anOpenQuestionIsAnsweredInWords();
    void thePulseCountsReactions();
    void theTimerIsOnEveryScreen();
    void theProjectorShowsEverythingButNames();
    void aStudentGetsARealNameAndAnother();
    void theMutedAreNotHeard();
    void namesAreHiddenFromClassmates();
    void whoIsKeptOutIsLetInAgain();
    void everyKeyIsListed();
    void noKeyMeansTwoThings();
    void aPanelThatWasClosedComesBack();
    void diagnosticsTellNoSecret();
    void textGrowsToTwiceItsSize();
    void aDraftOutlivesTheProgram();

private:
    std::unique_ptr<Student> come(const QString &name);
    void raise(Student &student);
    template <typename Payload> QList<Payload> heard(const Student &student) const;
    QAction *action(const QString &name) const { return find<QAction>(name); }

    ServerProcess m_server;
    std::unique_ptr<Student> m_minjun;
    std::unique_ptr<Student> m_seoyeon;
    QString m_code;
    QString m_pollId;
};

std::unique_ptr<Student> ConsolePeopleTest::come(const QString &name)
{
    auto student = std::make_unique<Student>(m_server.url());
    student->listen();
    auto joined = student->api.join(m_code, name, u"device-of-"_s + name);
    if (!QTest::qWaitFor([&] { return joined.isFinished(); }, kPatience) || !joined.result()) return nullptr;
    student->line.open(m_server.url(), m_code, joined.result()->token);
    if (!QTest::qWaitFor([&] { return !idOf(name).isEmpty(); }, kPatience)) return nullptr;
    return student;
}

void ConsolePeopleTest::raise(Student &student)
{
    Message hand;
    hand.type = MessageType::Hand;
    hand.payload = payload::Hand{true};
    student.line.post(hand);
}

template <typename Payload> QList<Payload> ConsolePeopleTest::heard(const Student &student) const
{
    QList<Payload> found;
    for (const auto &message : student.received) {
        if (const auto *payload = payloadOf<Payload>(message)) found.append(*payload);
    }
    return found;
}

void ConsolePeopleTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.start());
    QVERIFY(setUp());
    signIn(m_server.url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"createRoom"_s)->isVisible(), kPatience);
    find<QLineEdit>(u"roomName"_s)->setText(u"과학"_s);
    press(u"createRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->session() && m_window->session()->line() == RoomConnection::State::Online, kPatience);
    m_code = m_window->session()->room().id;
    m_minjun = come(u"민준"_s);
    m_seoyeon = come(u"서연"_s);
    QVERIFY(m_minjun && m_seoyeon);
}

void ConsolePeopleTest::cleanupTestCase()
{
    m_minjun.reset();
    m_seoyeon.reset();
    clearUp();
    m_server.kill();
}

void ConsolePeopleTest::handsStandInAQueueAndAreCalledInOrder()
{
    raise(*m_seoyeon);
    QTRY_COMPARE_WITH_TIMEOUT(people().hands().size(), 1, kPatience);
    raise(*m_minjun);
    QTRY_COMPARE_WITH_TIMEOUT(people().hands(), QStringList({idOf(u"서연"_s), idOf(u"민준"_s)}), kPatience);
    auto *list = find<PeopleList>(u"peopleList"_s);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"서연"_s);
    QVERIFY(find<QLabel>(u"peopleTitle"_s)->text().contains(u"hands: 2"_s));

    pressTool(u"nextHandButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(people().hands(), QStringList({idOf(u"민준"_s)}), kPatience);
    QVERIFY(find<QLabel>(u"peopleNews"_s)->text().contains(u"서연"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!heard<payload::Hand>(*m_seoyeon).isEmpty() &&
                                 !heard<payload::Hand>(*m_seoyeon).last().raised,
                             kPatience);
    action(u"lowerAllHands"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(people().hands().isEmpty(), kPatience);
    QVERIFY(!action(u"nextHand"_s)->isEnabled());
}

void ConsolePeopleTest::whoWasNotCalledYetIsPicked()
{
    auto *show = find<QComboBox>(u"showPeople"_s);
    show->setCurrentIndex(static_cast<int>(PeopleOrder::Show::NotCalled));
    auto *list = find<PeopleList>(u"peopleList"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"민준"_s);
    pressTool(u"callSomeoneButton"_s);
    QCOMPARE(people().entry(idOf(u"민준"_s))->calls, 1);
    QCOMPARE(list->model()->rowCount(), 0);
    show->setCurrentIndex(static_cast<int>(PeopleOrder::Show::Everyone));
}

void ConsolePeopleTest::aNameIsFoundAndTheListTurnsIntoTiles()
{
    auto *list = find<PeopleList>(u"peopleList"_s);
    QTest::keyClicks(find<QLineEdit>(u"findPerson"_s), u"zz"_s);
    QCOMPARE(list->model()->rowCount(), 0);
    find<QLineEdit>(u"findPerson"_s)->setText(u"서"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    find<QLineEdit>(u"findPerson"_s)->clear();

    pressTool(u"tilesActionButton"_s);
    QVERIFY(list->isWrapping());
    QVERIFY(m_preferences->showsTiles());
    const auto tip = list->model()->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(list->model()->index(0, 0).data().toString()));
    pressTool(u"tilesActionButton"_s);
    QVERIFY(!list->isWrapping());
}

void ConsolePeopleTest::aQuestionIsAskedFromTheKeyboard()
{
    action(u"newPoll"_s)->trigger();
    QTRY_VERIFY(find<QDialog>(u"pollDialog"_s));
    auto *question = find<QLineEdit>(u"pollQuestion"_s);
    auto *choices = find<QPlainTextEdit>(u"pollChoices"_s);
    QVERIFY(!find<QPushButton>(u"askPoll"_s)->isEnabled());
    question->setText(u"물이 끓는 온도는?"_s);
    QTest::keyClick(question, Qt::Key_Return);
    choices->setPlainText(u"90도\n100도\n"_s);
    QTest::keyClick(choices, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(heard<payload::Poll>(*m_minjun).size(), 1, kPatience);
    QCOMPARE(heard<payload::Poll>(*m_minjun).first().choices, QList<QString>({u"90도"_s, u"100도"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->asking()->polls()->rowCount(), 1, kPatience);
    m_pollId = m_window->session()->asking()->polls()->entryAt(0)->id;
    QTRY_VERIFY(find<QWidget>(u"pollChart"_s)->isVisible());
}

void ConsolePeopleTest::theAnswersComeInLive()
{
    Message vote;
    vote.type = MessageType::Vote;
    vote.refers = m_pollId;
    vote.payload = payload::Vote{{1}, {}};
    m_minjun->line.post(vote);
    m_seoyeon->line.post(vote);
    const auto *polls = m_window->session()->asking()->polls();
    QTRY_COMPARE_WITH_TIMEOUT(polls->entry(m_pollId)->result.counts, QList<int>({0, 2}), kPatience);
    QCOMPARE(find<QLabel>(u"pollState"_s)->text(), u"2 of 2 have answered."_s);
    QVERIFY(polls->entry(m_pollId)->open);
}

void ConsolePeopleTest::theResultIsShownToTheStudents()
{
    pressTool(u"showPollButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!heard<payload::PollResult>(*m_minjun).isEmpty(), kPatience);
    QCOMPARE(heard<payload::PollResult>(*m_minjun).last().counts, QList<int>({0, 2}));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->asking()->polls()->entry(m_pollId)->open, kPatience);
    QVERIFY(!action(u"closePoll"_s)->isEnabled());
}

void ConsolePeopleTest::anOpenQuestionIsAnsweredInWords()
{
    action(u"newPoll"_s)->trigger();
    QTRY_VERIFY(find<QDialog>(u"pollDialog"_s));
    find<QLineEdit>(u"pollQuestion"_s)->setText(u"왜 그럴까요?"_s);
    find<QComboBox>(u"pollKind"_s)->setCurrentIndex(2);
    QVERIFY(!find<QPlainTextEdit>(u"pollChoices"_s)->isVisible());
    press(u"askPoll"_s);
    auto *polls = m_window->session()->asking()->polls();
    QTRY_COMPARE_WITH_TIMEOUT(polls->rowCount(), 2, kPatience);
    Message vote;
    vote.type = MessageType::Vote;
    vote.refers = polls->entryAt(0)->id;
    vote.payload = payload::Vote{{}, u"기압 때문에"_s};
    m_minjun->line.post(vote);
    QTRY_COMPARE_WITH_TIMEOUT(polls->entryAt(0)->result.texts.value_or(QList<QString>{}),
                              QList<QString>({u"기압 때문에"_s}), kPatience);
}

void ConsolePeopleTest::thePulseCountsReactions()
{
    Message reaction;
    reaction.type = MessageType::Reaction;
    reaction.payload = payload::Reaction{ReactionKind::Lost};
    m_minjun->line.post(reaction);
    auto *pulse = m_window->session()->asking()->pulse();
    QTRY_COMPARE_WITH_TIMEOUT(pulse->count(ReactionKind::Lost), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(pulse->dips().size(), 1, kPatience);
    QCOMPARE(pulse->dips().first().what, u"왜 그럴까요?"_s);
}

void ConsolePeopleTest::theTimerIsOnEveryScreen()
{
    find<QLineEdit>(u"timerLabel"_s)->setText(u"모둠 활동"_s);
    action(u"startTimer"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!heard<payload::Timer>(*m_seoyeon).isEmpty(), kPatience);
    QCOMPARE(heard<payload::Timer>(*m_seoyeon).last().label, u"모둠 활동"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(u"timeLeft"_s)->text().startsWith(u"4:5"_s), kPatience);
}

void ConsolePeopleTest::theProjectorShowsEverythingButNames()
{
    action(u"enlargeAction"_s)->trigger();
    auto *projector = find<QWidget>(u"projector"_s);
    QTRY_VERIFY(projector->isVisible() && projector->isFullScreen());
    QTRY_VERIFY(find<QLabel>(u"projectorQuestion"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"projectorQuestion"_s)->text(), u"왜 그럴까요?"_s);
    QVERIFY(find<QLabel>(u"projectorTime"_s)->text().startsWith(u"4:"_s));
    QCOMPARE(find<QLabel>(u"projectorCount"_s)->text(), u"2 here"_s);
    action(u"projectCode"_s)->trigger();
    QTRY_VERIFY(find<QLabel>(u"projectorCode"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"projectorCode"_s)->text(), m_code);
    for (const auto *label : projector->findChildren<QLabel *>()) {
        QVERIFY2(!label->text().contains(u"민준"_s) && !label->text().contains(u"김선생"_s),
                 qPrintable(label->text()));
    }
    QImage board(64, 48, QImage::Format_RGB32);
    board.fill(Qt::darkGreen);
    QApplication::clipboard()->setImage(board);
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    action(u"projectPicture"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"projectorPicture"_s)->isVisible(), kPatience);
    QTest::keyClick(projector, Qt::Key_Escape);
    QVERIFY(!projector->isVisible());
}

void ConsolePeopleTest::aStudentGetsARealNameAndAnother()
{
    const auto minjun = idOf(u"민준"_s);
    selectPerson(minjun);
    action(u"realNameOfStudent"_s)->trigger();
    QTRY_VERIFY(find<QInputDialog>(u"personNameDialog"_s));
    find<QInputDialog>(u"personNameDialog"_s)->setTextValue(u"김민준"_s);
    find<QInputDialog>(u"personNameDialog"_s)->accept();
    QTRY_COMPARE_WITH_TIMEOUT(people().entry(minjun)->person.realName, u"김민준"_s, kPatience);
    QTRY_VERIFY(!find<QInputDialog>(u"personNameDialog"_s));
    QCOMPARE(people().index(people().rowOf(minjun)).data().toString(), u"민준 (김민준)"_s);
    action(u"renameStudent"_s)->trigger();
    QTRY_VERIFY(find<QInputDialog>(u"personNameDialog"_s));
    find<QInputDialog>(u"personNameDialog"_s)->setTextValue(u"준이"_s);
    find<QInputDialog>(u"personNameDialog"_s)->accept();
    QTRY_COMPARE_WITH_TIMEOUT(people().nameOf(minjun), u"준이"_s, kPatience);
}

void ConsolePeopleTest::theMutedAreNotHeard()
{
    const auto seoyeon = idOf(u"서연"_s);
    selectPerson(seoyeon);
    action(u"muteStudent"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(people().entry(seoyeon)->person.muted, kPatience);
    Message said;
    said.type = MessageType::Send;
    said.payload = payload::Text{u"떠드는 글"_s};
    QSignalSpy refused(&m_seoyeon->line, &RoomConnection::refused);
    m_seoyeon->line.send(said);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatience);
    QVERIFY(action(u"muteStudent"_s)->isChecked());
    action(u"muteStudent"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!people().entry(seoyeon)->person.muted, kPatience);
}

void ConsolePeopleTest::namesAreHiddenFromClassmates()
{
    action(u"hideNames"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->names(), Names::Hidden, kPatience);
    QTRY_VERIFY(action(u"hideNames"_s)->isChecked());
    action(u"hideNames"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->names(), Names::Shown, kPatience);
}

void ConsolePeopleTest::whoIsKeptOutIsLetInAgain()
{
    auto jiho = come(u"지호"_s);
    QVERIFY(jiho);
    selectPerson(idOf(u"지호"_s));
    action(u"banStudent"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(jiho->end, ErrorCode::Kicked, kPatience);
    action(u"showBans"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(find<QListWidget>(u"bans"_s)->count() == 1, kPatience);
    QVERIFY(find<QListWidget>(u"bans"_s)->item(0)->text().startsWith(u"지호"_s));
    press(u"liftBan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QListWidget>(u"bans"_s)->count() == 0, kPatience);
    find<QDialog>(u"bansDialog"_s)->reject();
    auto again = jiho->api.join(m_code, u"지호"_s, u"device-of-지호"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), kPatience);
    QVERIFY(again.result());
}

void ConsolePeopleTest::everyKeyIsListed()
{
    action(u"shortcutsAction"_s)->trigger();
    QTRY_VERIFY(find<QTreeWidget>(u"shortcuts"_s));
    auto *list = find<QTreeWidget>(u"shortcuts"_s);
    for (const auto &key : {u"Ctrl+P"_s, u"F11"_s, u"Ctrl+H"_s, u"Ctrl+F"_s, u"F1"_s})
        QVERIFY2(!list->findItems(key, Qt::MatchExactly | Qt::MatchRecursive, 1).isEmpty(), qPrintable(key));
    // Nothing is counted there: each is read by itself.
    const auto zeros = list->findItems(uR"(\b0)"_s, Qt::MatchRegularExpression | Qt::MatchRecursive, 0);
    QVERIFY2(zeros.isEmpty(), qPrintable(zeros.isEmpty() ? QString() : zeros.first()->text(0)));
    find<QDialog>(u"shortcutsDialog"_s)->reject();
}

void ConsolePeopleTest::noKeyMeansTwoThings()
{
    QHash<QString, QString> taken;
    for (const auto *each : m_window->findChildren<QAction *>()) {
        if (each->shortcut().isEmpty() || each->shortcutContext() == Qt::WidgetShortcut) continue;
        if (each->objectName().isEmpty()) continue;
        const auto key = each->shortcut().toString();
        QVERIFY2(!taken.contains(key),
                 qPrintable(u"%1: %2 and %3"_s.arg(key, taken.value(key), each->objectName())));
        taken.insert(key, each->objectName());
    }
    QVERIFY(taken.size() > 20);
}

void ConsolePeopleTest::aPanelThatWasClosedComesBack()
{
    auto *dock = find<QDockWidget>(u"peopleDock"_s);
    dock->close();
    QVERIFY(!dock->isVisible());
    action(u"resetLayout"_s)->trigger();
    QTRY_VERIFY(dock->isVisible());
}

void ConsolePeopleTest::diagnosticsTellNoSecret()
{
    action(u"diagnosticsAction"_s)->trigger();
    const auto text = QApplication::clipboard()->text();
    QVERIFY(text.contains(u"lectern-console"_s) && text.contains(m_code) && text.contains(u"Online"_s));
    QVERIFY(!text.contains(u"right secret"_s) && !text.contains(m_window->account().api().token()));
    QVERIFY(!text.contains(u"민준"_s));
}

void ConsolePeopleTest::textGrowsToTwiceItsSize()
{
    const auto before = QApplication::font().pointSizeF();
    action(u"textSize200"_s)->trigger();
    QCOMPARE(QApplication::font().pointSizeF(), 2 * before);
    QCOMPARE(m_preferences->textSize(), 200);
    action(u"textSize100"_s)->trigger();
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void ConsolePeopleTest::aDraftOutlivesTheProgram()
{
    edit()->clear();
    write(u"쓰다 만 글"_s);
    QTRY_COMPARE_WITH_TIMEOUT(Preferences().draft(m_code), u"쓰다 만 글"_s, kPatience);
    clearUp();
    QVERIFY(setUp());
    signIn(m_server.url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
    m_window->account().enterRoom(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QCOMPARE(edit()->toPlainText(), u"쓰다 만 글"_s);
}

QTEST_MAIN(ConsolePeopleTest)
#include "tst_console_people.moc"
