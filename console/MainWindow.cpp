// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/MainWindow.h"

#include "console/pages/ClassPage.h"
#include "console/pages/RoomsPage.h"
#include "console/pages/SignInPage.h"
#include "console/pages/WaitingPage.h"
#include "console/session/ErrorText.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtCore/QFileInfo>
#include <QtGui/QActionGroup>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace lectern {

MainWindow::MainWindow(Preferences &preferences, Language &language, const QDBusConnection &bus)
    : m_preferences(preferences)
    , m_language(language)
    , m_lan(bus)
    , m_plan(preferences.planFile().isEmpty() ? PlanStore::ownPath() : preferences.planFile())
    , m_pages(new QStackedWidget)
    , m_signInPage(new SignInPage(m_account, preferences, m_lan))
    , m_roomsPage(new RoomsPage(m_account, preferences, m_plan))
    , m_classPage(new ClassPage(preferences, m_plan))
    , m_waitingPage(new WaitingPage)
{
    setWindowIcon(icons::logo());
    m_pages->addWidget(m_signInPage);
    m_pages->addWidget(m_roomsPage);
    m_pages->addWidget(m_classPage);
    m_pages->addWidget(m_waitingPage);
    setCentralWidget(m_pages);
    buildMenus();

    connect(&m_account, &Account::signedIn, this, &MainWindow::onSignedIn);
    connect(&m_account, &Account::signedOut, this, &MainWindow::onSignedOut);
    connect(&m_account, &Account::roomReady, this, &MainWindow::showClass);
    connect(&m_account, &Account::tokenChanged, this, [this](const QString &token) {
        if (m_session) m_session->setToken(token);
    });
    connect(&m_account, &Account::failed, this, [this](const ApiError &error) {
        const auto text = ErrorText::of(error, m_account.server());
        if (m_pages->currentWidget() == m_classPage) m_classPage->notice(text);
        if (m_pages->currentWidget() == m_waitingPage) m_waitingPage->notice(text);
    });
    connect(m_classPage, &ClassPage::reopenRequested, &m_account, &Account::enterRoom);
    connect(m_classPage, &ClassPage::leaveRequested, this, &MainWindow::leaveClass);
    connect(m_waitingPage, &WaitingPage::reopenRequested, &m_account, &Account::enterRoom);
    connect(m_waitingPage, &WaitingPage::leaveRequested, this, &MainWindow::leaveClass);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::updateTitle);

    m_lan.start();
    retranslate();
    setMinimumSize(960, 640);
    resize(1280, 860);
    restoreGeometry(m_preferences.windowGeometry());
}

MainWindow::~MainWindow()
{
    // The pages look at the session and the account: they go first.
    m_classPage->setSession(nullptr);
    m_waitingPage->setSession(nullptr);
    delete takeCentralWidget();
}

void MainWindow::start(const QString &server, const QString &user, const QString &password,
                       const QString &room)
{
    m_wantedRoom = room;
    m_signInPage->prefill(server, user);
    if (!password.isEmpty()) m_signInPage->signInWith(password);
}

void MainWindow::openPlan(const QString &path)
{
    const auto absolute = QFileInfo(path).absoluteFilePath();
    if (m_plan.open(absolute)) m_preferences.setPlanFile(absolute);
}

void MainWindow::onSignedIn()
{
    if (!m_wantedRoom.isEmpty()) m_account.enterRoomNamed(std::exchange(m_wantedRoom, {}));
    m_pages->setCurrentWidget(m_roomsPage);
    updateTitle();
}

void MainWindow::onSignedOut()
{
    takeSession().reset();
    m_pages->setCurrentWidget(m_signInPage);
    updateTitle();
}

void MainWindow::showClass(const api::Room &room)
{
    takeSession().reset();
    m_session = std::make_unique<ClassSession>(m_account.api(), room, m_account.user().id);
    connect(m_session.get(), &ClassSession::ended, this, &MainWindow::onClassEnded);
    connect(m_session.get(), &ClassSession::roomChanged, this, [this] {
        const bool showsHeld = m_pages->currentWidget() == m_classPage;
        if (m_session->isHeld() != showsHeld) showHeld(!showsHeld);
        updateTitle();
    });
    m_session->open();
    showHeld(m_session->isHeld());
}

/// The whole desk for who holds the class; who does not waits for it.
void MainWindow::showHeld(bool held)
{
    const bool heldBefore = m_pages->currentWidget() == m_classPage;
    m_classPage->setSession(held ? m_session.get() : nullptr);
    m_waitingPage->setSession(held ? nullptr : m_session.get(), heldBefore);
    m_pages->setCurrentWidget(held ? static_cast<QWidget *>(m_classPage) : m_waitingPage);
    updateTitle();
}

void MainWindow::leaveClass()
{
    // It may be asked for from within one of its own signals.
    if (auto session = takeSession()) session.release()->deleteLater();
    m_pages->setCurrentWidget(m_roomsPage);
    updateTitle();
}

std::unique_ptr<ClassSession> MainWindow::takeSession()
{
    m_classPage->setSession(nullptr);
    m_waitingPage->setSession(nullptr);
    if (m_session) {
        m_session->disconnect(this);
        m_session->close();
    }
    return std::move(m_session);
}

void MainWindow::onClassEnded(ErrorCode code)
{
    if (m_closing) {
        close();
    } else if (code == ErrorCode::ClassEnded && m_session->endedHere()) {
        const auto name = m_session->room().name;
        leaveClass();
        m_roomsPage->showNotice(tr("“%1” has ended.").arg(name));
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // A colleague's class goes on without one.
    const bool teaching = m_session && m_session->isHost() && !m_session->hasEnded() && !m_closing;
    if (teaching) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    if (m_session) m_session->close();
    m_preferences.setWindowGeometry(saveGeometry());
    event->accept();
}

void MainWindow::askBeforeClosing()
{
    if (findChild<QMessageBox *>(u"confirmClose"_s)) return;
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("Close the console"),
                        tr("A class is being held. End it for everyone?"), QMessageBox::NoButton, this);
    box->setObjectName(u"confirmClose"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("If you only close the console, the students wait for you for a short while; then the "
           "class ends by itself. You can open it again later."));
    auto *end = box->addButton(tr("End the class"), QMessageBox::AcceptRole);
    auto *leave = box->addButton(tr("Only close"), QMessageBox::DestructiveRole);
    auto *stay = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    end->setObjectName(u"confirm"_s);
    leave->setObjectName(u"onlyClose"_s);
    stay->setObjectName(u"cancel"_s);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(end, &QPushButton::clicked, this, [this] {
        m_closing = true;
        m_session->endClass();
    });
    connect(leave, &QPushButton::clicked, this, [this] {
        m_closing = true;
        close();
    });
    // When ending fails (the line is down) the window stays, and may be closed for real next time.
    connect(m_session.get(), &ClassSession::failed, box, [this] { m_closing = false; });
    box->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace lectern
