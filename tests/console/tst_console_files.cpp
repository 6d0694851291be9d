// SPDX-License-Identifier: GPL-3.0-or-later
#include "BreakingLine.h"
#include "Desk.h"
#include "ServerProcess.h"
#include "Student.h"

#include <QtCore/QCryptographicHash>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

} // namespace

/// What a teacher pushes into the class, over a line that breaks, against the real server.
class ConsoleFilesTest : public Desk
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void aVideoIsAnnouncedBeforeItIsThere();
    void anUploadSurvivesABrokenLine();
    void anUploadThatIsCanceledGoesForEveryone();
    void whatTheServerRefusesIsSaidToBoth();

private:
    QString fileOf(const QString &name, const QByteArray &bytes);
    const TimelineEntry &last() const { return *timeline().entryAt(timeline().rowCount() - 1); }
    /// The state of the file in every frame about it, as the student got them.
    QStringList statesAtTheStudents() const;
    bool isReadyAtTheStudents() const { return statesAtTheStudents().endsWith(u"ready"_s); }
    void select(int row);

    ServerProcess m_server;
    std::unique_ptr<BreakingLine> m_wifi;
    std::unique_ptr<Student> m_student;
    QTemporaryDir m_folder;
    QByteArray m_bytes;
};

void ConsoleFilesTest::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("LECTERN_SERVER"), "the path of lectern-server is expected");
    QVERIFY(m_server.addUser(u"teacher"_s, u"teacher"_s, u"right secret"_s, u"김선생"_s));
    QVERIFY(m_server.start());
    m_wifi = std::make_unique<BreakingLine>(m_server.url());
    QVERIFY(setUp());
    signIn(m_wifi->url(), u"teacher"_s, u"right secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"createRoom"_s)->isVisible(), kPatience);
    find<QLineEdit>(u"roomName"_s)->setText(u"3학년 2반 과학"_s);
    press(u"createRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->line(), RoomConnection::State::Online, kPatience);

    m_student = std::make_unique<Student>(m_server.url());
    m_student->listen();
    const auto room = m_window->session()->room().id;
    const auto joined = m_student->api.join(room, u"민준"_s, u"device"_s);
    QTRY_VERIFY_WITH_TIMEOUT(joined.isFinished() && joined.result(), kPatience);
    m_student->line.open(m_server.url(), room, joined.result()->token);
    QTRY_COMPARE_WITH_TIMEOUT(people().studentsOnline(), 1, kPatience);

    for (quint32 i = 0; m_bytes.size() < 12'000'000; ++i)
        m_bytes += QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256);
}

void ConsoleFilesTest::init()
{
    m_student->received.clear();
}

void ConsoleFilesTest::cleanupTestCase()
{
    m_student.reset();
    clearUp();
    m_server.kill();
}

QString ConsoleFilesTest::fileOf(const QString &name, const QByteArray &bytes)
{
    const auto path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("no room on the disk");
    return path;
}

QStringList ConsoleFilesTest::statesAtTheStudents() const
{
    QStringList states;
    for (const auto &message : m_student->received) {
        if (message.attachment) states.append(QString(wireName(message.attachment->state)));
    }
    return states;
}

void ConsoleFilesTest::select(int row)
{
    auto *view = find<QListView>(u"timeline"_s);
    view->setFocus();
    view->setCurrentIndex(timeline().index(row));
}

void ConsoleFilesTest::aVideoIsAnnouncedBeforeItIsThere()
{
    m_wifi->stallAfter(4'000'000);
    QVERIFY(drop(fileOf(u"실험.mp4"_s, m_bytes)));
    QTRY_COMPARE_WITH_TIMEOUT(statesAtTheStudents(), QStringList({u"uploading"_s}), kPatience);
    QCOMPARE(m_student->received.last().type, MessageType::File);
    QCOMPARE(m_student->received.last().attachment->name, u"실험.mp4"_s);
    QTRY_VERIFY_WITH_TIMEOUT(last().isUploading() && last().bytesSent > 0, kPatience);
    m_wifi->flowAgain();
    QTRY_VERIFY_WITH_TIMEOUT(isReadyAtTheStudents(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(last().hasFile(AttachmentState::Ready) && last().state == State::Sent,
                             kPatience);
    QCOMPARE(timeline().rowCount(), 1);
    const auto bytes = m_student->api.download(m_student->received.last().attachment->url);
    QTRY_VERIFY_WITH_TIMEOUT(bytes.isFinished(), kPatience);
    QVERIFY(bytes.result() && *bytes.result() == m_bytes);
}

void ConsoleFilesTest::anUploadSurvivesABrokenLine()
{
    m_wifi->breakAfter(5'000'000);
    QVERIFY(drop(fileOf(u"긴 실험.mp4"_s, m_bytes)));
    QTRY_VERIFY_WITH_TIMEOUT(m_wifi->hasBroken(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isReadyAtTheStudents(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(last().hasFile(AttachmentState::Ready) && last().state == State::Sent,
                             kPatience);
    QCOMPARE(timeline().rowCount(), 2);
    const auto bytes = m_student->api.download(m_student->received.last().attachment->url);
    QTRY_VERIFY_WITH_TIMEOUT(bytes.isFinished(), kPatience);
    QVERIFY(bytes.result() && *bytes.result() == m_bytes);
}

void ConsoleFilesTest::anUploadThatIsCanceledGoesForEveryone()
{
    m_wifi->stallAfter(4'000'000);
    QVERIFY(drop(fileOf(u"잘못 고른 것.mp4"_s, m_bytes)));
    QTRY_COMPARE_WITH_TIMEOUT(statesAtTheStudents(), QStringList({u"uploading"_s}), kPatience);
    const auto id = m_student->received.last().id;
    select(timeline().rowCount() - 1);
    QTRY_COMPARE_WITH_TIMEOUT(last().state, State::Sent, kPatience);
    find<QAction>(u"cancelAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), 2, kPatience);
    const auto isTaken = [this, &id] {
        return std::ranges::any_of(m_student->received, [&id](const Message &message) {
            return message.type == MessageType::Delete && message.refers == id;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(), kPatience);
    m_wifi->flowAgain();
    QCOMPARE(timeline().rowCount(), 2);
}

void ConsoleFilesTest::whatTheServerRefusesIsSaidToBoth()
{
    QVERIFY(drop(fileOf(u"사진.png"_s, "\x89PNG\r\n\x1a\n and then nothing")));
    QTRY_VERIFY_WITH_TIMEOUT(last().hasFile(AttachmentState::Failed), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(last().failure.contains(u"not a picture"_s), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(statesAtTheStudents().endsWith(u"failed"_s), kPatience);
    QVERIFY(last().canBeRetried());
    select(timeline().rowCount() - 1);
    find<QAction>(u"deleteAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(timeline().rowCount(), 2, kPatience);
}

QTEST_MAIN(ConsoleFilesTest)
#include "tst_console_files.moc"
