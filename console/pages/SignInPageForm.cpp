// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on SignInPage, and where.
#include "console/pages/SignInPage.h"

#include "console/pages/ServerField.h"
#include "console/style/Icons.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

void SignInPage::build()
{
    m_user->setObjectName(u"user"_s);
    m_password->setObjectName(u"password"_s);
    m_keep->setObjectName(u"keepPassword"_s);
    m_exposed->setObjectName(u"exposedWarning"_s);
    m_problem->setObjectName(u"signInProblem"_s);
    m_signIn->setObjectName(u"signIn"_s);
    m_cancel->setObjectName(u"cancelSignIn"_s);

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
    m_serverLabel->setBuddy(m_server->input());
    m_userLabel->setBuddy(m_user);
    m_passwordLabel->setBuddy(m_password);
    m_exposed->hide();
    m_problem->hide();
    // Until a keychain has answered there is none to promise.
    m_keep->hide();

    auto *logo = new QLabel;
    logo->setPixmap(icons::logo().pixmap(56, 56));
    logo->setFixedSize(56, 56);
    m_card->setProperty("card", true);
    auto *form = new QVBoxLayout(m_card);
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
    middle->addWidget(m_card);
    middle->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addLayout(middle);
    layout->addStretch();
}

/// An address has to be read from its beginning to its end.
void SignInPage::fitCard()
{
    constexpr int kCharacters = 60;
    m_card->setFixedWidth(std::max(440, kCharacters * fontMetrics().averageCharWidth()));
}

void SignInPage::retranslate()
{
    m_title->setText(tr("Lectern"));
    m_subtitle->setText(tr("Sign in to hold a class."));
    m_serverLabel->setText(tr("Ser&ver"));
    m_userLabel->setText(tr("&User name"));
    m_passwordLabel->setText(tr("&Password"));
    m_user->setAccessibleName(tr("User name"));
    m_password->setAccessibleName(tr("Password"));
    m_keep->setText(tr("&Keep the password in this computer's keychain"));
    m_exposed->setText(tr("This connection is not encrypted: your password could be read on the way. "
                          "Use an address that begins with https:// where there is one."));
    m_cancel->setText(tr("Cancel"));
    updateState();
}

} // namespace lectern
