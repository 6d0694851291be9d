// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Language.h"
#include "console/app/Preferences.h"
#include "console/session/Account.h"
#include "console/session/ClassSession.h"
#include "console/session/LanServers.h"
#include "console/session/PlanStore.h"

#include <QtWidgets/QMainWindow>

class QActionGroup;
class QStackedWidget;

namespace lectern {

class ClassPage;
class RoomsPage;
class SignInPage;
class WaitingPage;

/// Arranges the pages and the menus, and goes from one page to the next.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Both outlive the window. `bus`: where servers of the local network are asked for.
    MainWindow(Preferences &preferences, Language &language,
               const QDBusConnection &bus = QDBusConnection::systemBus());
    ~MainWindow() override;

    /// What the command line gave; empty strings: not given. With a password it signs in by itself, and with
    /// a room it goes there.
    void start(const QString &server, const QString &user, const QString &password, const QString &room);

    /// Goes on with another lesson plan.
    void openPlan(const QString &path);

    Account &account() { return m_account; }
    /// Null while in no class.
    ClassSession *session() { return m_session.get(); }

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildMenus();
    void buildSizes();
    void buildHelp();
    void retranslate();
    void updateTitle();
    void onSignedIn();
    void onSignedOut();
    void showClass(const api::Room &room);
    void showHeld(bool held);
    /// The session, out of its class and shown nowhere; null when there is none.
    std::unique_ptr<ClassSession> takeSession();
    void leaveClass();
    void onClassEnded(ErrorCode code);
    void askBeforeClosing();
    void showAbout();

    Preferences &m_preferences;
    Language &m_language;
    Account m_account;
    LanServers m_lan;
    PlanStore m_plan;
    std::unique_ptr<ClassSession> m_session;
    QString m_wantedRoom; ///< from the command line, until it was entered
    bool m_closing = false;

    QStackedWidget *m_pages;
    SignInPage *m_signInPage;
    RoomsPage *m_roomsPage;
    ClassPage *m_classPage;
    WaitingPage *m_waitingPage;
    QMenu *m_programMenu;
    QMenu *m_classMenu;
    QMenu *m_messageMenu;
    QMenu *m_peopleMenu;
    QMenu *m_askMenu;
    QMenu *m_viewMenu;
    QMenu *m_projectorMenu;
    QMenu *m_noticeMenu;
    QMenu *m_layoutMenu;
    QMenu *m_sizeMenu;
    QMenu *m_helpMenu;
    QMenu *m_languageMenu;
    QActionGroup *m_appearances;
    QActionGroup *m_languages;
    QAction *m_shortcuts;
    QAction *m_diagnostics;
    QAction *m_about;
    QAction *m_signOut;
    QAction *m_quit;
};

} // namespace lectern
