// SPDX-License-Identifier: GPL-3.0-or-later
#include "ScreenWalk.h"

#include "console/style/Theme.h"
#include "console/widgets/ProjectorWindow.h"
#include "console/widgets/SnapshotDialog.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace lectern::test {

using State = TimelineEntry::State;

QString Look::name() const
{
    const bool dark = appearance == Preferences::Appearance::Dark;
    return u"console-%1-%2-%3"_s.arg(language, dark ? u"dark"_s : u"light"_s).arg(percent);
}

bool ScreenWalk::until(const std::function<bool()> &condition)
{
    constexpr int kPatience = 20'000; // milliseconds: a busy machine is no failure
    return QTest::qWaitFor(condition, kPatience);
}

bool ScreenWalk::prepare()
{
    if (!m_class.open() || !setUp() || !signIn()) return false;
    if (!m_class.fill(m_window->account().api()) || !enter()) return false;
    auto &outbox = m_window->session()->outbox();
    outbox.sendText(u"여러분 안녕하세요! 오늘은 피타고라스 정리를 배웁니다. 교과서 84쪽을 펴 주세요."_s);
    outbox.sendStep({.text = u"세 변의 길이를 재어 보세요"_s, .fileName = {}, .contentType = {}, .data = {}});
    outbox.sendPicture(blackboard());
    const auto pictureIsThere = [this] {
        const auto *last = timeline().entryAt(timeline().rowCount() - 1);
        return last && last->type == MessageType::Image && last->hasFile(AttachmentState::Ready);
    };
    if (!until(pictureIsThere)) return false;
    m_window->session()->asking()->ask(
        {.question = u"c의 길이는?"_s, .choices = {u"4"_s, u"5"_s, u"7"_s}, .multiple = false});
    if (!until([this] { return m_window->session()->asking()->polls()->rowCount() == 1; })) return false;
    find<QAction>(u"planAction"_s)->trigger();
    for (const auto &text : {u"오늘의 주제: 직각삼각형"_s, u"Measure the three sides, and write them down."_s,
                             u"숙제: 85쪽 3번"_s}) {
        QApplication::clipboard()->setText(text);
        QTest::keyClick(find<QListView>(u"planList"_s), Qt::Key_V, Qt::ControlModifier);
    }
    if (!until([this] { return find<QListView>(u"planList"_s)->model()->rowCount() == 3; })) return false;
    m_window->account().signOut();
    return true;
}

bool ScreenWalk::signIn()
{
    Desk::signIn(m_class.server.url(), QString::fromLatin1(PicturedClass::kUser),
                 QString::fromUtf8(PicturedClass::kPassword));
    return until([this] { return m_window->account().isSignedIn(); });
}

bool ScreenWalk::enter()
{
    m_window->account().enterRoom(m_class.roomId);
    return until([this] {
        return m_window->session() && m_window->session()->line() == RoomConnection::State::Online;
    });
}

bool ScreenWalk::go(const Look &look, const QString &folder)
{
    m_language->use(look.language);
    theme::apply(*qApp, look.appearance, look.percent);
    // Texts of twice the size are for large screens, or for eyes that fill theirs with the window.
    m_window->resize(look.percent == 100 ? QSize(1280, 860) : QSize(1920, 1040));
    m_sheet = {};
    m_prefix = look.name();
    showSignIn();
    if (!signIn()) return false;
    showRooms();
    showColleague();
    if (!enter()) return false;
    showClass();
    showPanels();
    showDialogs();
    showProjector();
    showInterrupted();
    m_window->account().signOut();
    return m_sheet.save(folder + u'/' + m_prefix + u".jpg"_s, 4, 520);
}

void ScreenWalk::showSignIn()
{
    find<QComboBox>(u"server"_s)->setEditText(u"http://192.168.0.10:8080"_s);
    find<QLineEdit>(u"user"_s)->clear();
    press(u"signIn"_s); // it says what is missing
    shoot(m_window.get(), u"sign-in"_s);
    find<QComboBox>(u"server"_s)->setEditText(m_class.server.url().toString());
    dialog(u"confirmForget"_s, u"question"_s, [this] { pressTool(u"forgetServer"_s); });
}

void ScreenWalk::showRooms()
{
    auto *rooms = find<QListView>(u"roomList"_s);
    until([rooms] { return rooms->model()->rowCount() == 2; });
    shoot(m_window.get(), u"rooms"_s);
    dialog(u"rosterDialog"_s, u"roster"_s, [this] { press(u"rosterRoom"_s); });
    dialog(u"planDialog"_s, u"prepare a plan"_s, [this] { press(u"preparePlan"_s); });
    dialog(u"searchAllDialog"_s, u"search all"_s, [this] {
        press(u"searchAllRooms"_s);
        auto *text = find<QLineEdit>(u"searchAllText"_s);
        text->setText(u"직각"_s);
        QTest::keyClick(text, Qt::Key_Return);
        until([this] { return find<QListView>(u"searchAllResults"_s)->model()->rowCount() > 0; });
    });
    dialog(u"reportDialog"_s, u"report"_s, [this] {
        press(u"reportRoom"_s);
        until([this] { return find<QWidget>(u"reportPage"_s)->isVisible(); });
    });
}

void ScreenWalk::showColleague()
{
    find<QLineEdit>(u"colleagueCode"_s)->setText(m_class.colleaguesRoomId);
    press(u"visitRoom"_s);
    until([this] { return find<QWidget>(u"waitingText"_s)->isVisible(); });
    shoot(m_window.get(), u"in a colleague's class"_s);
    const auto self = m_window->account().user().id;
    m_class.letTeach(self, true);
    until([this] { return find<QWidget>(u"timelineEmpty"_s)->isVisible(); });
    shoot(m_window.get(), u"class: nothing said yet"_s);
    m_class.letTeach(self, false);
    until([this] { return find<QWidget>(u"leaveWaiting"_s)->isVisible(); });
    press(u"leaveWaiting"_s);
}

void ScreenWalk::showClass()
{
    const auto *polls = m_window->session()->asking()->polls();
    until([polls] { return polls->rowCount() > 0; });
    m_window->session()->asking()->startTimer(std::chrono::minutes(5), u"모둠 활동"_s);
    m_class.stir(polls->entryAt(0)->id);
    until([this, polls] {
        return people().hands().size() == 2 && !polls->entryAt(0)->result.counts.isEmpty();
    });
    until([this] {
        for (int row = 0; row < timeline().rowCount(); ++row) {
            if (timeline().entryAt(row)->type == MessageType::Image)
                return !timeline().entryAt(row)->thumbnail.isNull();
        }
        return false;
    });
    selectPerson(idOf(u"김서연"_s));
    dock(u"askDock"_s);
    dock(u"peopleDock"_s);
    shoot(m_window.get(), u"class: people, question"_s);
}

void ScreenWalk::showPanels()
{
    pressTool(u"tilesActionButton"_s);
    dock(u"pulseDock"_s);
    shoot(m_window.get(), u"class: tiles, pulse"_s);
    pressTool(u"tilesActionButton"_s);
    dock(u"timerDock"_s);
    dock(u"planDock"_s);
    trigger(u"findAction"_s);
    find<QLineEdit>(u"searchText"_s)->setText(u"직각"_s);
    shoot(m_window.get(), u"class: plan, timer, search"_s);
    press(u"searchClose"_s);
    dock(u"peopleDock"_s);
    auto *list = find<QListView>(u"timeline"_s);
    for (int row = 0; row < timeline().rowCount(); ++row) {
        if (timeline().entryAt(row)->own) list->setCurrentIndex(timeline().index(row));
    }
    trigger(u"readersAction"_s);
    auto *popup = m_window->findChild<QWidget *>(u"readersPopup"_s);
    until([popup] { return popup->isVisible(); });
    shoot(popup, u"readers"_s);
    popup->hide();
}

void ScreenWalk::showDialogs()
{
    dialog(u"pollDialog"_s, u"ask"_s, [this] {
        trigger(u"newPoll"_s);
        find<QLineEdit>(u"pollQuestion"_s)->setText(u"c의 길이는?"_s);
        find<QPlainTextEdit>(u"pollChoices"_s)->setPlainText(u"4\n5\n7"_s);
    });
    dialog(u"recipientDialog"_s, u"several students"_s, [this] { trigger(u"severalAction"_s); });
    dialog(u"bansDialog"_s, u"kept out"_s, [this] { trigger(u"showBans"_s); });
    dialog(u"shortcutsDialog"_s, u"keys (F1)"_s, [this] { trigger(u"shortcutsAction"_s); });
    dialog(u"snapshotDialog"_s, u"snapshot"_s, [this] {
        (new SnapshotDialog(blackboard(), find<QComboBox>(u"recipient"_s)->currentText(), m_window.get()))
            ->open();
    });
    dialog(u"confirmEnd"_s, u"end the class"_s, [this] { trigger(u"endAction"_s); });
}

void ScreenWalk::showProjector()
{
    auto *projector = m_window->findChild<ProjectorWindow *>();
    projector->open();
    projector->showNormal();
    projector->resize(1280, 720);
    const std::pair<QString, QString> scenes[] = {{u"projectCode"_s, u"projector: code"_s},
                                                  {u"projectPoll"_s, u"projector: answers"_s},
                                                  {u"projectPicture"_s, u"projector: picture"_s}};
    for (const auto &[scene, name] : scenes) {
        trigger(scene);
        if (scene == "projectPicture"_L1)
            until([this] { return find<QWidget>(u"projectorPicture"_s)->isVisible(); });
        shoot(projector, name);
    }
    trigger(u"projectAutomatically"_s);
    projector->hide();
}

void ScreenWalk::showInterrupted()
{
    m_class.server.kill();
    until([this] { return m_window->session()->line() == RoomConnection::State::Reconnecting; });
    send(u"끊긴 동안 쓴 글"_s);
    shoot(m_window.get(), u"interrupted"_s);
    m_class.server.start();
    m_window->session()->retryNow();
    until([this] { return m_window->session()->line() == RoomConnection::State::Online; });
    until([this] { return timeline().entryAt(timeline().rowCount() - 1)->state == State::Sent; });
    // Not in the next look's pictures.
    const auto rows = timeline().rowCount();
    m_window->session()->outbox().remove(timeline().entryAt(rows - 1)->key);
    until([this, rows] { return timeline().rowCount() < rows; });
}

template <typename Open> void ScreenWalk::dialog(const QString &objectName, const QString &name, Open open)
{
    open();
    auto *dialog = find<QDialog>(objectName);
    if (!dialog) qFatal("%s did not open", qPrintable(objectName));
    shoot(dialog, name);
    dialog->reject();
    until([this, &objectName] { return !find<QDialog>(objectName); });
}

void ScreenWalk::dock(const QString &name)
{
    auto *dock = find<QDockWidget>(name);
    dock->show();
    dock->raise();
}

void ScreenWalk::shoot(QWidget *widget, const QString &name)
{
    // Layouts settle, pictures and answers that were asked for come.
    QTest::qWait(300);
    const auto picture = widget->grab().toImage();
    m_sheet.add(name, picture);
    if (m_singles.isEmpty()) return;
    auto file = name;
    file.remove(u'\'').replace(u": "_s, u"-"_s).replace(u", "_s, u"-"_s).replace(u' ', u'-');
    picture.save(m_singles + u'/' + m_prefix + u'-' + file + u".png"_s);
}

} // namespace lectern::test
