// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include "console/session/PlanFile.h"
#include "console/widgets/PlanView.h"
#include "console/widgets/RegionPicker.h"
#include "console/widgets/SketchCanvas.h"

#include <QtCore/QBuffer>
#include <QtCore/QMimeData>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QToolButton>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

QImage board(QColor color = Qt::darkGreen)
{
    QImage picture(320, 200, QImage::Format_RGB32);
    picture.fill(color);
    return picture;
}

} // namespace

/// A class that was prepared, given and looked back at, by the widgets of the window. The cases follow each
/// other as a lesson does.
class ConsoleLessonTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void twelveStepsFromTheFirstStartToAPictureOnAScreen();
    void aPlanIsMadeInTheClass();
    void thePlanIsPushedInOrderByOneKey();
    void stepsPushedAtOnceComeInTheOrderOfThePlan();
    void severalStudentsGetOneMessageEach();
    void whoCameLateGetsItAgain();
    void whatWasTakenBackIsGoneAndCanBeSentAgain();
    void aPictureThatWasTakenBackComesAgainByteForByte();
    void aPartOfTheScreenIsDrawnOnAndSent();
    void theReportTellsOfTheClass();
    void aWordIsFoundInAllClasses();
    void aClassOfBeforeIsOpenedByOneClick();

private:
    // One step is a click, a key, or a text typed into a field.
    void click(QWidget *widget);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    Student *come(const QString &name);

    ServerProcess m_server;
    std::unique_ptr<Student> m_minjun;
    std::unique_ptr<Student> m_seoyeon;
    QString m_code;
    int m_steps = 0;
};

void ConsoleLessonTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.start());
    QVERIFY(setUp());
}

void ConsoleLessonTest::cleanupTestCase()
{
    m_minjun.reset();
    m_seoyeon.reset();
    clearUp();
    m_server.kill();
}

void ConsoleLessonTest::click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton);
    ++m_steps;
}

void ConsoleLessonTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->focusWidget(), key, modifiers);
    ++m_steps;
}

void ConsoleLessonTest::type(const QString &text)
{
    QTest::keyClicks(m_window->focusWidget(), text);
    ++m_steps;
}

Student *ConsoleLessonTest::come(const QString &name)
{
    auto student = std::make_unique<Student>(m_server.url());
    student->listen();
    auto joined = student->api.join(m_code, name, u"device of "_s + name);
    const bool answered = QTest::qWaitFor([&] { return joined.isFinished(); }, kPatience);
    if (!answered || !joined.result()) return nullptr;
    student->line.open(m_server.url(), m_code, joined.result()->token);
    return student.release();
}

void ConsoleLessonTest::twelveStepsFromTheFirstStartToAPictureOnAScreen()
{
    QApplication::clipboard()->setImage(board());
    click(find<QComboBox>(u"server"_s)->lineEdit());
    key(Qt::Key_A, Qt::ControlModifier);
    type(m_server.url().toString());
    key(Qt::Key_Tab);
    type(u"teacher"_s);
    key(Qt::Key_Tab);
    type(u"right secret"_s);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>(u"roomName"_s)->isVisible(), kPatience);
    type(u"Maths 3-2"_s);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    m_code = m_window->session()->room().id;
    m_minjun.reset(come(u"민준"_s));
    QVERIFY(m_minjun);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 1, kPatience);
    key(Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->picture(), kPatience);
    qInfo("%d steps", m_steps);
    QVERIFY2(m_steps <= 12, qPrintable(u"%1 steps"_s.arg(m_steps)));
}

void ConsoleLessonTest::aPlanIsMadeInTheClass()
{
    find<QAction>(u"planAction"_s)->trigger();
    QTRY_VERIFY(find<QWidget>(u"planPanel"_s)->isVisible());
    QTest::mouseClick(find<QToolButton>(u"planAddText"_s), Qt::LeftButton);
    auto *dialog = find<QInputDialog>(u"planTextDialog"_s);
    QVERIFY(dialog);
    dialog->setTextValue(u"오늘의 주제"_s);
    dialog->accept();
    auto *list = find<PlanView>(u"planList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QApplication::clipboard()->setImage(board(Qt::blue));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, kPatience);
    QApplication::clipboard()->setText(u"숙제: 84쪽"_s);
    QTest::keyClick(list, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(list->model()->rowCount(), 3);
    // To the front and back again.
    list->setCurrentIndex(list->model()->index(2, 0));
    QTest::keyClick(list, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(list->model()->index(1, 0).data().toString(), u"숙제: 84쪽"_s);
    QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QTest::mouseClick(find<QWidget>(u"planPanel"_s)->findChild<QPushButton *>(u"bannerAction"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(list->model()->rowCount(), 3);
}

void ConsoleLessonTest::thePlanIsPushedInOrderByOneKey()
{
    const auto before = timeline().rowCount();
    for (int step = 0; step < 3; ++step) {
        find<QAction>(u"pushNextAction"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), before + step + 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(timeline().entryAt(before + step)->state, State::Sent, kPatience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"오늘의 주제"_s), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"숙제: 84쪽"_s), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(timeline().entryAt(before + 1)->attachment->state, AttachmentState::Ready,
                              kPatience);
    QCOMPARE(timeline().entryAt(before + 1)->type, MessageType::Image);
    QVERIFY(!find<QPushButton>(u"planPush"_s)->isEnabled());
    find<QAction>(u"pushNextAction"_s)->trigger();
    QCOMPARE(timeline().rowCount(), before + 3);
}

void ConsoleLessonTest::stepsPushedAtOnceComeInTheOrderOfThePlan()
{
    m_minjun->received.clear();
    find<QAction>(u"planRewindAction"_s)->trigger();
    for (int step = 0; step < 3; ++step)
        find<QAction>(u"pushNextAction"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"숙제: 84쪽"_s), kPatience);
    QList<MessageType> order;
    for (const auto &message : m_minjun->received) {
        const bool isStep = message.type == MessageType::Send || message.type == MessageType::Image;
        if (isStep && message.seq > 0) order.append(message.type);
    }
    QCOMPARE(order, QList<MessageType>({MessageType::Send, MessageType::Image, MessageType::Send}));
}

void ConsoleLessonTest::severalStudentsGetOneMessageEach()
{
    m_seoyeon.reset(come(u"서연"_s));
    QVERIFY(m_seoyeon);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 2, kPatience);
    const std::unique_ptr<Student> gaon(come(u"가온"_s));
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 3, kPatience);
    QTRY_COMPARE(find<QComboBox>(u"recipient"_s)->count(), 5);
    find<QAction>(u"severalAction"_s)->trigger();
    auto *list = find<QListWidget>(u"recipientList"_s);
    QVERIFY(list);
    QVERIFY(!find<QPushButton>(u"recipientOk"_s)->isEnabled());
    // The last to come is the first by name.
    QCOMPARE(list->item(0)->text(), u"가온"_s);
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->text() != u"가온"_s) list->item(row)->setCheckState(Qt::Checked);
    }
    press(u"recipientOk"_s);
    QCOMPARE(find<QComboBox>(u"recipient"_s)->currentText(), u"2 students"_s);
    const auto before = timeline().rowCount();
    send(u"모둠 1에게"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"모둠 1에게"_s), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_seoyeon->hasText(u"모둠 1에게"_s), kPatience);
    QCOMPARE(timeline().rowCount(), before + 2);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(find<QComboBox>(u"recipient"_s)->currentText(), u"Everyone"_s);
    send(u"모두에게"_s);
    QTRY_VERIFY_WITH_TIMEOUT(gaon->hasText(u"모두에게"_s), kPatience);
    QVERIFY(!gaon->hasText(u"모둠 1에게"_s));
}

void ConsoleLessonTest::whoCameLateGetsItAgain()
{
    auto *view = find<QListView>(u"timeline"_s);
    int row = 0;
    while (timeline().entryAt(row)->text != u"오늘의 주제"_s)
        ++row;
    view->setCurrentIndex(timeline().index(row));
    auto *again = find<QAction>(u"againLateAction"_s);
    QTRY_VERIFY(again->isEnabled());
    const auto before = timeline().rowCount();
    again->trigger();
    QTRY_VERIFY(timeline().rowCount() > before);
    for (int added = before; added < timeline().rowCount(); ++added) {
        QCOMPARE(timeline().entryAt(added)->text, u"오늘의 주제"_s);
        QVERIFY(timeline().entryAt(added)->target != idOf(u"민준"_s));
    }
    const auto isPrivate = [this] {
        return std::ranges::any_of(m_seoyeon->received, [](const Message &message) {
            const auto *said = payloadOf<payload::Text>(message);
            return said && said->text == u"오늘의 주제"_s && !message.target.isEmpty() && !message.replay;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPrivate(), kPatience);
}

void ConsoleLessonTest::whatWasTakenBackIsGoneAndCanBeSentAgain()
{
    send(u"틀린 답"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"틀린 답"_s, State::Sent), kPatience);
    auto *view = find<QListView>(u"timeline"_s);
    view->setCurrentIndex(timeline().index(timeline().rowCount() - 1));
    find<QAction>(u"deleteAction"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!isShown(u"틀린 답"_s, State::Sent), kPatience);
    const auto isGone = [this] {
        return std::ranges::any_of(m_minjun->received, [](const Message &message) {
            return message.type == MessageType::Delete && !message.refers.isEmpty();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), kPatience);
    auto *banner = find<QWidget>(u"takenBanner"_s);
    QVERIFY(banner->isVisible());
    m_minjun->received.clear();
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->hasText(u"틀린 답"_s), kPatience);
    QVERIFY(!banner->isVisible());
}

void ConsoleLessonTest::aPictureThatWasTakenBackComesAgainByteForByte()
{
    m_minjun->received.clear();
    m_window->session()->outbox().sendPicture(board(Qt::red));
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->picture(), kPatience);
    const auto hash = m_minjun->picture()->sha256;
    const int row = timeline().rowCount() - 1;
    QTRY_VERIFY_WITH_TIMEOUT(timeline().entryAt(row)->hasFile(AttachmentState::Ready), kPatience);
    find<QListView>(u"timeline"_s)->setCurrentIndex(timeline().index(row));
    find<QAction>(u"deleteAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), row, kPatience);
    m_minjun->received.clear();
    find<QAction>(u"undoRecallAction"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->picture(), kPatience);
    QCOMPARE(m_minjun->picture()->sha256, hash);
}

void ConsoleLessonTest::aPartOfTheScreenIsDrawnOnAndSent()
{
    m_minjun->received.clear();
    press(u"snapshotButton"_s);
    QVERIFY(!m_window->isVisible());
    const auto picker = [] {
        for (auto *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<RegionPicker *>(widget)) return found;
        }
        return static_cast<RegionPicker *>(nullptr);
    };
    QTRY_VERIFY_WITH_TIMEOUT(picker(), kPatience);
    QTest::mousePress(picker(), Qt::LeftButton, {}, {40, 40});
    QTest::mouseMove(picker(), {240, 190});
    QTest::mouseRelease(picker(), Qt::LeftButton, {}, {240, 190});
    QTRY_VERIFY(m_window->isVisible());
    auto *canvas = find<SketchCanvas>(u"sketchCanvas"_s);
    QVERIFY(canvas);
    const auto size = canvas->sketch().size();
    QVERIFY(std::abs(size.width() - 200) <= 2 && std::abs(size.height() - 150) <= 2);
    press(u"sketchBox"_s);
    QTest::keyClick(canvas, Qt::Key_Space);
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(canvas, Qt::Key_Right);
        QTest::keyClick(canvas, Qt::Key_Down);
    }
    QTest::keyClick(canvas, Qt::Key_Space);
    QVERIFY(canvas->sketch().isDrawnOn());
    const auto expected = canvas->sketch().flattened();
    press(u"snapshotSend"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_minjun->picture(), kPatience);
    auto bytes = m_minjun->api.download(m_minjun->picture()->url);
    QTRY_VERIFY_WITH_TIMEOUT(bytes.isFinished(), kPatience);
    QVERIFY(bytes.result());
    QCOMPARE(QImage::fromData(*bytes.result()).convertToFormat(QImage::Format_RGB32), expected);
}

void ConsoleLessonTest::theReportTellsOfTheClass()
{
    m_window->session()->endClass();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"reportRoom"_s)->isVisible(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"reportRoom"_s)->isEnabled(), kPatience);
    press(u"reportRoom"_s);
    auto *page = find<QTextBrowser>(u"reportPage"_s);
    QVERIFY(page);
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), kPatience);
    for (const auto &text : {u"Maths 3-2"_s, u"민준"_s, u"서연"_s, u"오늘의 주제"_s})
        QVERIFY2(page->toPlainText().contains(text), qPrintable(text));
    QTemporaryDir folder;
    const std::pair<QString, QByteArray> files[] = {
        {u"reportPdf"_s, "%PDF"}, {u"attendanceXlsx"_s, "PK"}, {u"attendanceCsv"_s, "\xEF\xBB\xBF\"Name\""}};
    for (const auto &[button, begin] : files) {
        press(button);
        auto *dialog = find<QFileDialog>(u"reportSaveDialog"_s);
        QVERIFY(dialog);
        const auto path = folder.filePath(button);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(!find<QFileDialog>(u"reportSaveDialog"_s));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY2(bytes.startsWith(begin), bytes.first(std::min<qsizetype>(40, bytes.size())).constData());
        if (button == "attendanceCsv"_L1) QVERIFY(bytes.contains("민준"));
    }
    find<QDialog>(u"reportDialog"_s)->close();
}

void ConsoleLessonTest::aWordIsFoundInAllClasses()
{
    press(u"searchAllRooms"_s);
    auto *dialog = find<QDialog>(u"searchAllDialog"_s);
    QVERIFY(dialog);
    find<QLineEdit>(u"searchAllText"_s)->setText(u"주제"_s);
    QTest::keyClick(find<QLineEdit>(u"searchAllText"_s), Qt::Key_Return);
    auto *list = find<QListView>(u"searchAllResults"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 0, kPatience);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"오늘의 주제"_s);
    dialog->close();
}

void ConsoleLessonTest::aClassOfBeforeIsOpenedByOneClick()
{
    auto *list = find<QListView>(u"roomList"_s);
    const auto row = list->visualRect(list->model()->index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, {row.right() - 30, row.center().y()});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    QCOMPARE(m_window->session()->room().id, m_code);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"오늘의 주제"_s, State::Sent), kPatience);
}

QTEST_MAIN(ConsoleLessonTest)
#include "tst_console_lesson.moc"
