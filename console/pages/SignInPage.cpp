// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/SignInPage.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"
#include "console/session/PasswordStore.h"
#include "console/session/ServerAddress.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

SignInPage::SignInPage(Account &account, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_preferences(preferences)
    , m_title(new QLabel)
    , m_subtitle(new QLabel)
    , m_serverLabel(new QLabel)
    , m_userLabel(new QLabel)
    , m_passwordLabel(new QLabel)
    , m_server(new QComboBox)
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_keep(new QCheckBox)
    , m_exposed(new QLabel)
    , m_problem(new QLabel)
    , m_signIn(new QPushButton)
    , m_cancel(new QPushButton)
{
    m_server->setObjectName(u"server"_s);
    m_user->setObjectName(u"user"_s);
    m_password->setObjectName(u"password"_s);
    m_keep->setObjectName(u"keepPassword"_s);
    m_exposed->setObjectName(u"exposedWarning"_s);
    m_problem->setObjectName(u"signInProblem"_s);
    m_signIn->setObjectName(u"signIn"_s);
    m_cancel->setObjectName(u"cancelSignIn"_s);

    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->lineEdit()->setPlaceholderText(u"https://lectern.example.org"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_title->setProperty("title", true);
    m_subtitle->setProperty("muted", true);
    m_exposed->setProperty("tone", u"warning"_s);
    m_problem->setProperty("tone", u"danger"_s);
    for (auto *label : {m_subtitle, m_exposed, m_problem})
        label->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_signIn->setProperty("kind", u"primary"_s);
    m_signIn->setProperty("large", true);
    m_serverLabel->setBuddy(m_server);
    m_userLabel->setBuddy(m_user);
    m_passwordLabel->setBuddy(m_password);
    m_exposed->hide();
    m_problem->hide();
    // Until a keychain has answered there is none to promise.
    m_keep->hide();

    auto *logo = new QLabel;
    logo->setPixmap(icons::logo().pixmap(56, 56));
    logo->setFixedSize(56, 56);
    auto *card = new QFrame;
    card->setProperty("card", true);
    card->setFixedWidth(440);
    auto *form = new QVBoxLayout(card);
    form->setContentsMargins(32, 28, 32, 32);
    form->setSpacing(6);
    form->addWidget(logo);
    form->addWidget(m_title);
    form->addWidget(m_subtitle);
    form->addSpacing(14);
    form->addWidget(m_serverLabel);
    form->addWidget(m_server);
    form->addWidget(m_exposed);
    form->addSpacing(6);
    form->addWidget(m_userLabel);
    form->addWidget(m_user);
    form->addSpacing(6);
    form->addWidget(m_passwordLabel);
    form->addWidget(m_password);
    form->addWidget(m_keep);
    form->addSpacing(10);
    form->addWidget(m_problem);
    form->addWidget(m_signIn);
    form->addWidget(m_cancel);
    // Not by alignment: that would not ask the wrapped lines how high they are.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(card);
    middle->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addLayout(middle);
    layout->addStretch();

    m_waitTimer.setInterval(1s);
    connect(&m_waitTimer, &QTimer::timeout, this, [this] { waitFor(m_wait - 1); });
    connect(m_server, &QComboBox::editTextChanged, this, &SignInPage::onServerEdited);
    connect(m_server, &QComboBox::activated, this, &SignInPage::lookUpPassword);
    connect(m_user, &QLineEdit::textEdited, this, &SignInPage::updateState);
    connect(m_user, &QLineEdit::editingFinished, this, &SignInPage::lookUpPassword);
    connect(m_password, &QLineEdit::textChanged, this, &SignInPage::updateState);
    for (auto *field : {m_server->lineEdit(), m_user, m_password}) {
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::submit);
    }
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_account.cancelSignIn();
        m_busy = false;
        updateState();
    });
    connect(&m_account, &Account::signedIn, this, &SignInPage::onSignedIn);
    connect(&m_account, &Account::signInFailed, this, &SignInPage::onFailed);

    m_server->addItems(m_preferences.servers());
    prefill({}, {});
    retranslate();
}

void SignInPage::prefill(const QString &server, const QString &user)
{
    const auto known = m_preferences.servers();
    if (!server.isEmpty()) {
        m_server->setEditText(server);
    } else if (m_server->currentText().isEmpty()) {
        m_server->setEditText(known.isEmpty() ? u"http://localhost:8080"_s : known.first());
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
    const auto server = serveraddress::fromTyped(m_server->currentText());
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
    m_busy = true;
    updateState();
    m_account.signIn(*server, user, m_password->text());
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
    const QSignalBlocker quiet(m_server);
    m_server->clear();
    m_server->addItems(m_preferences.servers());
    updateState();
}

void SignInPage::onFailed(const ApiError &error)
{
    m_busy = false;
    const auto server = serveraddress::fromTyped(m_server->currentText()).value_or(QUrl());
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
    const auto server = serveraddress::fromTyped(m_server->currentText());
    m_exposed->setVisible(server && serveraddress::isExposed(*server));
    // Another server has its own throttle.
    if (m_wait > 0) waitFor(0);
    updateState();
}

void SignInPage::lookUpPassword()
{
    const auto server = serveraddress::fromTyped(m_server->currentText());
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
    QWidget::changeEvent(event);
}

void SignInPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

void SignInPage::retranslate()
{
    m_title->setText(tr("Lectern"));
    m_subtitle->setText(tr("Sign in to hold a class."));
    m_serverLabel->setText(tr("Ser&ver"));
    m_userLabel->setText(tr("&User name"));
    m_passwordLabel->setText(tr("&Password"));
    m_server->setAccessibleName(tr("Server address"));
    m_server->setToolTip(tr("For instance https://lectern.example.org or 192.168.0.10:8080"));
    m_user->setAccessibleName(tr("User name"));
    m_password->setAccessibleName(tr("Password"));
    m_keep->setText(tr("&Keep the password in this computer's keychain"));
    m_exposed->setText(tr("This connection is not encrypted: your password could be read on the way. "
                          "Use an address that begins with https:// where there is one."));
    m_cancel->setText(tr("Cancel"));
    updateState();
}

} // namespace lectern
