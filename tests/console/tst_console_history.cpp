// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include "console/models/ReadersModel.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QProgressDialog>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

constexpr int kPatience = 15'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// What stays of a class, at the teacher's window and against the real server: who has read what, what is
/// found again, and what is taken back. The cases follow each other as a class does.
class ConsoleHistoryTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void whoHasSeenAMessageIsToldAsItHappens();
    void theListOfReadersOpensByKeyAndNamesWhoIsMissing();
    void whoLeavesDoesNotCountAnyMore();
    void aDeletedMessageIsGoneForEveryone();
    void aWordIsFoundInsideALongerOneAndLeadsToItsMessage();
    void whatIsNotThereIsNotFound();
    void theClassIsSavedAsOneFileWhileItIsHeld();
    void anEndedClassIsSavedFromTheList();

private:
    std::unique_ptr<Student> comes(const QString &name);
    void reads(Student &student, const QString &text);
    QString seenTextOf(const QString &text) const;
    int rowOf(const QString &text) const;
    void saveAs(const QString &path);

    ServerProcess m_server;
    std::unique_ptr<Student> m_minjun;
    std::unique_ptr<Student> m_seoyeon;
    QTemporaryDir m_folder;
};

void ConsoleHistoryTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.start());
    QVERIFY(setUp());
    signIn(m_server.url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"createRoom"_s)->isVisible(), kPatience);
    find<QLineEdit>(u"roomName"_s)->setText(u"3학년 2반 국어"_s);
    press(u"createRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);
    m_minjun = comes(u"민준"_s);
    m_seoyeon = comes(u"서연"_s);
}

void ConsoleHistoryTest::cleanupTestCase()
{
    m_seoyeon.reset();
    m_minjun.reset();
    clearUp();
    m_server.kill();
}

std::unique_ptr<Student> ConsoleHistoryTest::comes(const QString &name)
{
    auto student = std::make_unique<Student>(m_server.url());
    student->listen();
    const auto room = m_window->session()->room().id;
    const auto before = people().studentsOnline();
    const auto joined = student->api.join(room, name, u"device of "_s + name);
    if (!QTest::qWaitFor([&] { return joined.isFinished(); }, kPatience) || !joined.result()) return {};
    student->line.open(m_server.url(), room, joined.result()->token);
    if (!QTest::qWaitFor([&] { return people().studentsOnline() > before; }, kPatience)) return {};
    return student;
}

void ConsoleHistoryTest::reads(Student &student, const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(student.hasText(text), kPatience);
    Message read;
    read.type = MessageType::Read;
    read.payload = payload::ReadMark{student.received.last().id};
    QVERIFY(student.line.post(read));
}

int ConsoleHistoryTest::rowOf(const QString &text) const
{
    for (int row = 0; row < timeline().rowCount(); ++row) {
        if (timeline().entryAt(row)->text == text) return row;
    }
    return -1;
}

QString ConsoleHistoryTest::seenTextOf(const QString &text) const
{
    return timeline().index(rowOf(text)).data(TimelineModel::SeenTextRole).toString();
}

void ConsoleHistoryTest::whoHasSeenAMessageIsToldAsItHappens()
{
    send(u"12쪽을 펴세요"_s);
    QTRY_COMPARE_WITH_TIMEOUT(seenTextOf(u"12쪽을 펴세요"_s), u"Seen by 0 of 2"_s, kPatience);
    reads(*m_minjun, u"12쪽을 펴세요"_s);
    QTRY_COMPARE_WITH_TIMEOUT(seenTextOf(u"12쪽을 펴세요"_s), u"Seen by 1 of 2"_s, kPatience);
}

void ConsoleHistoryTest::theListOfReadersOpensByKeyAndNamesWhoIsMissing()
{
    auto *view = find<QListView>(u"timeline"_s);
    view->setFocus();
    view->setCurrentIndex(timeline().index(rowOf(u"12쪽을 펴세요"_s)));
    QTest::keyClick(view, Qt::Key_I, Qt::ControlModifier);
    auto *popup = find<QWidget>(u"readersPopup"_s);
    QTRY_VERIFY(popup->isVisible());
    const auto *readers = find<QListView>(u"readersList"_s)->model();
    QCOMPARE(readers->rowCount(), 2);
    QCOMPARE(readers->index(0, 0).data().toString(), u"서연"_s);
    QCOMPARE(readers->index(0, 0).data(ReadersModel::SeenRole).toBool(), false);
    reads(*m_seoyeon, u"12쪽을 펴세요"_s);
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(u"readersSummary"_s)->text(), u"Seen by 2 of 2"_s, kPatience);
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
}

void ConsoleHistoryTest::whoLeavesDoesNotCountAnyMore()
{
    send(u"숙제를 내세요"_s);
    reads(*m_minjun, u"숙제를 내세요"_s);
    QTRY_COMPARE_WITH_TIMEOUT(seenTextOf(u"숙제를 내세요"_s), u"Seen by 1 of 2"_s, kPatience);
    m_seoyeon->line.close();
    QTRY_COMPARE_WITH_TIMEOUT(seenTextOf(u"숙제를 내세요"_s), u"Seen by 1 of 1"_s, kPatience);
}

void ConsoleHistoryTest::aDeletedMessageIsGoneForEveryone()
{
    send(u"잘못 보낸 글"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"잘못 보낸 글"_s, State::Sent), kPatience);
    auto *view = find<QListView>(u"timeline"_s);
    view->setFocus();
    view->setCurrentIndex(timeline().index(rowOf(u"잘못 보낸 글"_s)));
    find<QAction>(u"deleteAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(rowOf(u"잘못 보낸 글"_s), -1, kPatience);
    const auto isTaken = [this] {
        return std::ranges::any_of(m_minjun->received, [](const Message &message) {
            return message.type == MessageType::Delete && !message.refers.isEmpty();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(), kPatience);
}

void ConsoleHistoryTest::aWordIsFoundInsideALongerOneAndLeadsToItsMessage()
{
    // Far enough back that the window does not know it: the class is opened anew after sixty more.
    for (int i = 0; i < 60; ++i) {
        m_window->session()->outbox().sendText(u"page %1"_s.arg(i));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"page %1"_s.arg(i), State::Sent), kPatience);
    }
    m_window->session()->open();
    m_window->session()->timeline()->clear();
    QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), 50, kPatience);
    QCOMPARE(rowOf(u"숙제를 내세요"_s), -1);

    find<QAction>(u"findAction"_s)->trigger();
    auto *text = find<QLineEdit>(u"searchText"_s);
    QTRY_VERIFY(text->isVisible());
    text->setText(u"숙제"_s);
    auto *results = find<QListView>(u"searchResults"_s);
    QTRY_COMPARE_WITH_TIMEOUT(results->model()->rowCount(), 1, kPatience);
    QCOMPARE(find<QLabel>(u"searchState"_s)->text(), u"1 message, the newest first"_s);
    QTest::keyClick(text, Qt::Key_Return);
    auto *view = find<QListView>(u"timeline"_s);
    QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().data().toString(), u"숙제를 내세요"_s, kPatience);
    QVERIFY(view->isVisible());
    QTRY_VERIFY(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
}

void ConsoleHistoryTest::whatIsNotThereIsNotFound()
{
    press(u"searchClass"_s);
    auto *text = find<QLineEdit>(u"searchText"_s);
    for (const auto &gone : {u"수학"_s, u"잘못 보낸"_s}) {
        text->setText(gone);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(u"searchState"_s)->text(), u"Nothing found."_s, kPatience);
    }
    text->setText(u"PAGE 59"_s);
    QTRY_COMPARE_WITH_TIMEOUT(find<QListView>(u"searchResults"_s)->model()->rowCount(), 1, kPatience);
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(find<QListView>(u"timeline"_s)->isVisible());
}

/// Answers the question where to, and waits for the file.
void ConsoleHistoryTest::saveAs(const QString &path)
{
    QTRY_VERIFY(find<QFileDialog>(u"exportDialog"_s));
    auto *dialog = find<QFileDialog>(u"exportDialog"_s);
    QCOMPARE(dialog->selectedFiles().size(), 1);
    QVERIFY(dialog->selectedFiles().first().endsWith(u".zip"_s));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    auto *progress = find<QProgressDialog>(u"saveProgress"_s);
    QVERIFY(progress);
    QTRY_VERIFY_WITH_TIMEOUT(progress->labelText().startsWith(u"Saved as"_s), kPatience);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    QVERIFY(bytes.startsWith("PK\x03\x04"));
    for (const auto *entry : {"class.html", "messages.json", "attendance.csv"})
        QVERIFY(bytes.contains(entry));
    progress->findChild<QPushButton *>()->click();
    QTRY_VERIFY(!find<QProgressDialog>(u"saveProgress"_s));
}

void ConsoleHistoryTest::theClassIsSavedAsOneFileWhileItIsHeld()
{
    find<QAction>(u"exportAction"_s)->trigger();
    saveAs(m_folder.filePath(u"수업.zip"_s));
}

void ConsoleHistoryTest::anEndedClassIsSavedFromTheList()
{
    m_window->session()->endClass();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"exportRoom"_s)->isVisible(), kPatience);
    auto *rooms = find<QListView>(u"roomList"_s);
    const auto isEnded = [rooms] {
        return rooms->model()->rowCount() == 1 &&
               !rooms->model()->index(0, 0).data(RoomListModel::OpenRole).toBool();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isEnded(), kPatience);
    rooms->setCurrentIndex(rooms->model()->index(0, 0));
    press(u"exportRoom"_s);
    saveAs(m_folder.filePath(u"끝난 수업.zip"_s));
}

QTEST_MAIN(ConsoleHistoryTest)
#include "tst_console_history.moc"
