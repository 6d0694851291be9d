// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/SignInPage.h"

#include "common/client/WhenDone.h"
#include "console/pages/ServerField.h"
#include "console/pages/ServerTrust.h"
#include "console/session/ErrorText.h"
#include "console/session/PasswordStore.h"
#include "console/session/ServerAddress.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

SignInPage::SignInPage(Account &account, Preferences &preferences, LanServers &found, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_preferences(preferences)
    , m_card(new QFrame)
    , m_title(new QLabel)
    , m_subtitle(new QLabel)
    , m_serverLabel(new QLabel)
    , m_userLabel(new QLabel)
    , m_passwordLabel(new QLabel)
    , m_server(new ServerField(preferences, found))
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_keep(new QCheckBox)
    , m_exposed(new QLabel)
    , m_problem(new QLabel)
    , m_signIn(new QPushButton)
    , m_cancel(new QPushButton)
    , m_trust(new ServerTrust(preferences, this))
{
    build();
    m_waitTimer.setInterval(1s);
    connect(&m_waitTimer, &QTimer::timeout, this, [this] { waitFor(m_wait - 1); });
    connect(m_server, &ServerField::edited, this, &SignInPage::onServerEdited);
    connect(m_server, &ServerField::chosen, this, &SignInPage::lookUpPassword);
    connect(m_server, &ServerField::submitted, this, &SignInPage::submit);
    connect(m_server, &ServerField::forgotten, this, [this](const QUrl &, const QString &user) {
        if (m_user->text() == user) m_user->clear();
        m_password->clear();
        prefill({}, {});
    });
    connect(m_user, &QLineEdit::textEdited, this, &SignInPage::updateState);
    connect(m_user, &QLineEdit::editingFinished, this, &SignInPage::lookUpPassword);
    connect(m_password, &QLineEdit::textChanged, this, &SignInPage::updateState);
    for (auto *field : {m_user, m_password})
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::submit);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_account.cancelSignIn();
        m_trust->cancel();
        setBusy(false);
    });
    connect(&m_account, &Account::signedIn, this, &SignInPage::onSignedIn);
    connect(&m_account, &Account::signInFailed, this, &SignInPage::onFailed);
    connect(m_trust, &ServerTrust::trusted, this, [this] {
        setBusy(false);
        submit();
    });
    connect(m_trust, &ServerTrust::refused, this, [this](const QString &text) {
        setBusy(false);
        showProblem(text);
    });

    prefill({}, {});
    fitCard();
    retranslate();
}

void SignInPage::prefill(const QString &server, const QString &user)
{
    const auto known = m_preferences.servers();
    if (!server.isEmpty()) {
        m_server->setText(server);
    } else if (m_server->text().isEmpty()) {
        m_server->setText(known.isEmpty() ? u"http://localhost:8080"_s : known.first());
    }
    if (!user.isEmpty()) m_user->setText(user);
    lookUpPassword();
    updateState();
}

void SignInPage::signInWith(const QString &password)
{
    m_password->setText(password);
    submit();
}

void SignInPage::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    if (text.isEmpty()) return;
    m_problem->setAccessibleName(text);
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SignInPage::submit()
{
    if (m_busy || m_wait > 0) return;
    const auto server = serveraddress::fromTyped(m_server->text());
    if (!server) {
        showProblem(tr("This is not a server's address. It looks like https://lectern.example.org or "
                       "192.168.0.10:8080."));
        m_server->setFocus();
        return;
    }
    const auto user = m_user->text().trimmed();
    if (user.isEmpty() || m_password->text().isEmpty()) {
        showProblem(tr("Please type your user name and your password."));
        (user.isEmpty() ? m_user : m_password)->setFocus();
        return;
    }
    showProblem({});
    setBusy(true);
    m_account.signIn(*server, user, m_password->text(), m_trust->authorityOf(*server));
}

void SignInPage::onSignedIn()
{
    const auto server = m_account.server();
    const auto user = m_user->text().trimmed();
    m_busy = false;
    m_preferences.rememberServer(server.toString());
    m_preferences.rememberUser(server.toString(), user);
    if (!m_keep->isHidden()) {
        m_preferences.setKeepsPassword(m_keep->isChecked());
        if (m_keep->isChecked()) {
            PasswordStore::write(server, user, m_password->text());
        } else {
            PasswordStore::remove(server, user);
        }
    }
    m_password->clear();
    m_server->refill();
    updateState();
}

void SignInPage::onFailed(const ApiError &error)
{
    const auto server = serveraddress::fromTyped(m_server->text()).value_or(QUrl());
    // Still busy: the cause is being looked for.
    if (error.kind == ApiError::Kind::Tls) return m_trust->lookInto(server, error);
    m_busy = false;
    const bool noTeacher = error.problem.code == ErrorCode::Forbidden;
    showProblem(error.kind == ApiError::Kind::Refused && noTeacher
                    ? tr("This account is a student's. The console needs a teacher's account.")
                    : ErrorText::of(error, server));
    updateState();
    const bool wrong = error.kind == ApiError::Kind::Refused;
    if (wrong) {
        m_password->setFocus();
        m_password->selectAll();
    }
    if (error.retryAfter > 0) waitFor(error.retryAfter);
}

void SignInPage::waitFor(int seconds)
{
    m_wait = std::max(0, seconds);
    if (m_wait > 0) {
        if (!m_waitTimer.isActive()) m_waitTimer.start();
        showProblem(tr("Too many tries. Please wait %n second(s).", nullptr, m_wait));
    } else {
        m_waitTimer.stop();
        showProblem({});
    }
    updateState();
}

void SignInPage::onServerEdited()
{
    const auto server = serveraddress::fromTyped(m_server->text());
    m_exposed->setVisible(server && serveraddress::isExposed(*server));
    // Another server has its own throttle.
    if (m_wait > 0) waitFor(0);
    updateState();
}

void SignInPage::lookUpPassword()
{
    const auto server = serveraddress::fromTyped(m_server->text());
    if (!server) return;
    if (m_user->text().isEmpty()) m_user->setText(m_preferences.userAt(server->toString()));
    const auto user = m_user->text().trimmed();
    whenDone(PasswordStore::read(*server, user), this,
             [this, user](const std::expected<QString, PasswordStore::Failure> &found) {
                 const bool keychain = found || found.error() != PasswordStore::Failure::NoKeychain;
                 if (m_keep->isHidden() && keychain) m_keep->setChecked(m_preferences.keepsPassword());
                 m_keep->setVisible(keychain);
                 if (found && m_password->text().isEmpty() && user == m_user->text().trimmed())
                     m_password->setText(*found);
             });
}

void SignInPage::setBusy(bool busy)
{
    m_busy = busy;
    updateState();
}

void SignInPage::updateState()
{
    for (QWidget *field : {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_user),
                           static_cast<QWidget *>(m_password), static_cast<QWidget *>(m_keep)}) {
        field->setEnabled(!m_busy);
    }
    m_signIn->setEnabled(!m_busy && m_wait == 0);
    m_signIn->setText(m_busy ? tr("Connecting…") : tr("Sign in"));
    m_cancel->setVisible(m_busy);
}

void SignInPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::FontChange) fitCard();
    QWidget::changeEvent(event);
}

void SignInPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

} // namespace lectern
