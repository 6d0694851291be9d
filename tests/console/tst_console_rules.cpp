// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// What a teacher settles about a class, as its students and another teacher see it. Pressed in Korean.
class ConsoleRulesTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aNameWithACommaStaysWhole();
    void aClassListIsTypedAndKept();
    void aClassListComesFromATable();
    void hiddenNamesAreHiddenFromAStudent();
    void whatIsSentWhileTheServerIsDeadArrivesOnceAndInOrder();
    void aMessageToMoreStudentsThanTheServerTakesAtOnceReachesAll();
    void theClassIsHandedToAnotherTeacher();

private:
    Student *come(const QString &name);
    QPlainTextEdit *openRoster();
    void openTable(const QByteArray &bytes);
    void keepRoster();
    QStringList roster();
    /// The texts that the student got, each as often as it came.
    static QStringList textsOf(const Student &student);

    ServerProcess m_server;
    std::unique_ptr<Student> m_minjun;
    std::unique_ptr<Student> m_seoyeon;
    QString m_code;
};

void ConsoleRulesTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.addUser(u"park"_s, u"teacher"_s, u"other secret"_s, u"박선생"_s));
    QVERIFY(m_server.start());
    QVERIFY(setUp());
    find<QAction>(u"language_ko"_s)->trigger();
    signIn(m_server.url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->account().isSignedIn(), kPatience);
    auto made =
        m_window->account().api().createRoom({.name = u"과학"_s, .kind = RoomKind::Class, .talk = Talk::All});
    QTRY_VERIFY_WITH_TIMEOUT(made.isFinished() && made.result(), kPatience);
    m_code = made.result()->id;
    m_window->account().refreshRooms();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"rosterRoom"_s)->isVisible(), kPatience);
}

void ConsoleRulesTest::cleanupTestCase()
{
    m_minjun.reset();
    m_seoyeon.reset();
    clearUp();
    m_server.kill();
}

Student *ConsoleRulesTest::come(const QString &name)
{
    auto student = std::make_unique<Student>(m_server.url());
    student->listen();
    auto joined = student->api.join(m_code, name, u"device of "_s + name);
    const bool answered = QTest::qWaitFor([&] { return joined.isFinished(); }, kPatience);
    if (!answered || !joined.result()) return nullptr;
    student->line.open(m_server.url(), m_code, joined.result()->token);
    const auto online = [&] { return student->line.state() == RoomConnection::State::Online; };
    return QTest::qWaitFor(online, kPatience) ? student.release() : nullptr;
}

/// The names in the dialog, once they can be written; null when they never can.
QPlainTextEdit *ConsoleRulesTest::openRoster()
{
    press(u"rosterRoom"_s);
    auto *names = find<QPlainTextEdit>(u"rosterNames"_s);
    return QTest::qWaitFor([names] { return names->isEnabled(); }, kPatience) ? names : nullptr;
}

void ConsoleRulesTest::openTable(const QByteArray &bytes)
{
    QTemporaryDir folder;
    QFile table(folder.filePath(u"3-2.csv"_s));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write(bytes);
    table.close();
    press(u"rosterFile"_s);
    auto *files = find<QFileDialog>(u"rosterFileDialog"_s);
    QVERIFY(files);
    Q_EMIT files->fileSelected(table.fileName());
    files->close();
}

void ConsoleRulesTest::keepRoster()
{
    press(u"rosterSave"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QDialog>(u"rosterDialog"_s), kPatience);
}

QStringList ConsoleRulesTest::roster()
{
    auto names = m_window->account().api().roster(m_code);
    if (!QTest::qWaitFor([&] { return names.isFinished(); }, kPatience)) return {};
    return names.result().value_or(QStringList());
}

QStringList ConsoleRulesTest::textsOf(const Student &student)
{
    QStringList texts;
    for (const auto &message : student.received) {
        const auto *said = payloadOf<payload::Text>(message);
        if (message.type == MessageType::Send && said) texts.append(said->text);
    }
    return texts;
}

void ConsoleRulesTest::aNameWithACommaStaysWhole()
{
    auto *names = openRoster();
    QVERIFY(names);
    QApplication::clipboard()->setText(u"Kim, Minjun\nLee, Seoyeon"_s);
    QTest::keyClick(names, Qt::Key_V, Qt::ControlModifier);
    keepRoster();
    const QStringList two{u"Kim, Minjun"_s, u"Lee, Seoyeon"_s};
    QCOMPARE(roster(), two);

    names = openRoster();
    QVERIFY(names);
    QCOMPARE(names->toPlainText(), two.join(u'\n'));
    openTable("name;class\n\"Park, Jiho\";3-2\n");
    QTRY_COMPARE(names->toPlainText(), u"Park, Jiho"_s);
    QTest::keyClick(names, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(names, Qt::Key_Return);
    QTest::keyClicks(names, u"Choi, Haneul"_s);
    keepRoster();
    QCOMPARE(roster(), QStringList({u"Park, Jiho"_s, u"Choi, Haneul"_s}));
}

void ConsoleRulesTest::aClassListIsTypedAndKept()
{
    auto *names = openRoster();
    QVERIFY(names);
    names->setPlainText(u"민준\n서연\n\n민준\n"_s);
    keepRoster();
    QCOMPARE(roster(), QStringList({u"민준"_s, u"서연"_s}));
}

void ConsoleRulesTest::aClassListComesFromATable()
{
    auto *names = openRoster();
    QVERIFY(names);
    QCOMPARE(names->toPlainText(), u"민준\n서연"_s);
    openTable("\xEF\xBB\xBF"
              "번호,이름\n1,민준\n2,서연\n3,한별\n");
    QTRY_COMPARE(names->toPlainText(), u"민준\n서연\n한별"_s);
    keepRoster();
    QCOMPARE(roster().size(), 3);
}

void ConsoleRulesTest::hiddenNamesAreHiddenFromAStudent()
{
    m_window->account().enterRoom(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->session() && m_window->session()->line() == RoomConnection::State::Online, kPatience);
    m_minjun.reset(come(u"민준"_s));
    m_seoyeon.reset(come(u"서연"_s));
    QVERIFY(m_minjun && m_seoyeon);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 2, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(find<QToolButton>(u"notHereYet"_s)->text(), u"아직 안 온 학생 1명"_s,
                              kPatience);
    QCOMPARE(find<QToolButton>(u"notHereYet"_s)->toolTip(), u"한별"_s);
    const auto say = [this](const QString &text) {
        Message message;
        message.type = MessageType::Send;
        message.payload = payload::Text{text};
        m_seoyeon->line.send(message);
    };
    const auto nameOver = [this](const QString &text) -> QString {
        for (const auto &message : m_minjun->received) {
            const auto *said = payloadOf<payload::Text>(message);
            if (said && said->text == text) return message.senderName;
        }
        return {};
    };
    say(u"이름이 보일 때"_s);
    QTRY_COMPARE_WITH_TIMEOUT(nameOver(u"이름이 보일 때"_s), u"서연"_s, kPatience);
    find<QAction>(u"hideNames"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->names(), Names::Hidden, kPatience);
    say(u"이름을 숨긴 뒤"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"이름을 숨긴 뒤"_s), kPatience);
    QVERIFY2(!nameOver(u"이름을 숨긴 뒤"_s).contains(u"서연"_s), qPrintable(nameOver(u"이름을 숨긴 뒤"_s)));
    // The teacher still knows who it was.
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"이름을 숨긴 뒤"_s, State::Sent), kPatience);
    QCOMPARE(timeline().entryAt(timeline().rowCount() - 1)->senderName, u"서연"_s);
    find<QAction>(u"hideNames"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->names(), Names::Shown, kPatience);
}

void ConsoleRulesTest::whatIsSentWhileTheServerIsDeadArrivesOnceAndInOrder()
{
    m_minjun->received.clear();
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Reconnecting, kPatience);
    const QStringList texts{u"하나"_s, u"둘"_s, u"셋"_s};
    for (const auto &text : texts)
        send(text);
    QVERIFY(find<QWidget>(u"lineBanner"_s)->isVisible());
    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"셋"_s, State::Sent), kPatience);
    // Once more: what had gone is not sent again with the next return.
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Reconnecting, kPatience);
    QVERIFY(m_server.start());
    m_window->session()->retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    send(u"끝"_s);
    m_minjun->line.retryNow();
    m_seoyeon->line.retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"끝"_s), kPatience);
    QCOMPARE(textsOf(*m_minjun), texts + QStringList{u"끝"_s});
}

void ConsoleRulesTest::aMessageToMoreStudentsThanTheServerTakesAtOnceReachesAll()
{
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 2, kPatience);
    m_minjun->received.clear();
    Recipients to;
    for (int i = 0; i < 90; ++i)
        to.append({idOf(u"민준"_s), u"민준"_s});
    const auto before = timeline().rowCount();
    QVERIFY(m_window->session()->outbox().sendText(u"각자에게"_s, to));
    const auto allSent = [this, before] {
        for (int row = before; row < timeline().rowCount(); ++row) {
            if (timeline().entryAt(row)->state != State::Sent) return false;
        }
        return true;
    };
    QTRY_VERIFY_WITH_TIMEOUT(allSent(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(textsOf(*m_minjun).size(), 90, kPatience);
}

void ConsoleRulesTest::theClassIsHandedToAnotherTeacher()
{
    Student park(m_server.url());
    park.listen();
    auto login = park.api.login(u"park"_s, u"other secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(login.isFinished() && login.result(), kPatience);
    park.line.open(m_server.url(), m_code, login.result()->token);
    QTRY_VERIFY_WITH_TIMEOUT(!idOf(u"박선생"_s).isEmpty(), kPatience);
    selectPerson(idOf(u"박선생"_s));
    QVERIFY(find<QAction>(u"handOver"_s)->isEnabled());
    find<QAction>(u"handOver"_s)->trigger();
    QTRY_VERIFY(find<QMessageBox>(u"confirmHandOver"_s));
    QVERIFY(find<QMessageBox>(u"confirmHandOver"_s)->text().contains(u"박선생"_s));
    QTest::mouseClick(find<QMessageBox>(u"confirmHandOver"_s)->findChild<QPushButton *>(u"confirm"_s),
                      Qt::LeftButton);
    const auto parks = idOf(u"박선생"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->room().host.id, parks, kPatience);
    // It is theirs: they may end it now.
    auto ended = park.api.endRoom(m_code);
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished(), kPatience);
    QVERIFY(ended.result());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->hasEnded(), kPatience);
}

QTEST_MAIN(ConsoleRulesTest)
#include "tst_console_rules.moc"
