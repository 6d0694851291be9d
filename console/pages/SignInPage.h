// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/Account.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QCheckBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lectern {

class LanServers;
class ServerField;
class ServerTrust;

/// Server, user, password. Says plainly what went wrong, and when a password would travel unencrypted.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    /// All outlive the page.
    SignInPage(Account &account, Preferences &preferences, LanServers &found, QWidget *parent = nullptr);

    /// Fills in what was remembered; an empty argument leaves the field to that.
    void prefill(const QString &server, const QString &user);
    /// Signs in with what the fields say and this password.
    void signInWith(const QString &password);
    void showProblem(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void fitCard();
    void retranslate();
    void submit();
    void onSignedIn();
    void onFailed(const ApiError &error);
    void onServerEdited();
    void lookUpPassword();
    void waitFor(int seconds);
    void setBusy(bool busy);
    void updateState();

    Account &m_account;
    Preferences &m_preferences;
    QFrame *m_card;
    QLabel *m_title;
    QLabel *m_subtitle;
    QLabel *m_serverLabel;
    QLabel *m_userLabel;
    QLabel *m_passwordLabel;
    ServerField *m_server;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QCheckBox *m_keep;
    QLabel *m_exposed;
    QLabel *m_problem;
    QPushButton *m_signIn;
    QPushButton *m_cancel;
    ServerTrust *m_trust;
    QTimer m_waitTimer;
    int m_wait = 0; ///< seconds until the server takes another try
    bool m_busy = false;
};

} // namespace lectern
