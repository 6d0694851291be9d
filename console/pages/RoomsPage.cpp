// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/RoomsPage.h"

#include "common/protocol/PersonName.h"
#include "console/pages/ColleagueForm.h"
#include "console/pages/OwnRooms.h"
#include "console/session/ErrorText.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"
#include "console/widgets/PlanPanel.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

RoomsPage::RoomsPage(Account &account, Preferences &preferences, PlanStore &plan, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_preferences(preferences)
    , m_plan(plan)
    , m_newCard(new QFrame)
    , m_title(new QLabel)
    , m_newHeading(new QLabel)
    , m_nameLabel(new QLabel)
    , m_talkLabel(new QLabel)
    , m_name(new QLineEdit)
    , m_talk(new QComboBox)
    , m_create(new QPushButton)
    , m_prepare(new QPushButton)
    , m_colleague(new ColleagueForm)
    , m_own(new OwnRooms(account, preferences))
    , m_signOut(new QPushButton)
    , m_banner(new Banner)
{
    m_name->setObjectName(u"roomName"_s);
    m_talk->setObjectName(u"newRoomTalk"_s);
    m_create->setObjectName(u"createRoom"_s);
    m_prepare->setObjectName(u"preparePlan"_s);
    m_prepare->setIcon(icons::get(u"text"_s));
    m_signOut->setObjectName(u"signOut"_s);

    m_title->setProperty("title", true);
    m_newHeading->setProperty("heading", true);
    m_nameLabel->setBuddy(m_name);
    m_talkLabel->setBuddy(m_talk);
    for (const auto talk : {Talk::Teacher, Talk::All, Talk::None}) {
        m_talk->addItem(QString(), QVariant::fromValue(static_cast<int>(talk)));
    }
    m_create->setProperty("kind", u"primary"_s);
    m_create->setIcon(icons::get(u"plus"_s, icons::Tint::OnAccent));
    m_create->setProperty("large", true);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_signOut);

    m_newCard->setProperty("card", true);
    auto *form = new QVBoxLayout(m_newCard);
    form->setContentsMargins(24, 20, 24, 24);
    form->setSpacing(6);
    form->addWidget(m_newHeading);
    form->addSpacing(8);
    form->addWidget(m_nameLabel);
    form->addWidget(m_name);
    form->addSpacing(6);
    form->addWidget(m_talkLabel);
    form->addWidget(m_talk);
    form->addSpacing(16);
    form->addWidget(m_create);
    form->addSpacing(8);
    form->addWidget(m_prepare);
    form->addStretch();
    form->addSpacing(16);
    form->addWidget(m_colleague);

    auto *cards = new QHBoxLayout;
    cards->setSpacing(20);
    cards->addWidget(m_newCard, 2);
    cards->addWidget(m_own, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 28, 36, 32);
    layout->setSpacing(18);
    layout->addLayout(top);
    layout->addWidget(m_banner);
    layout->addLayout(cards, 1);

    connect(m_name, &QLineEdit::textChanged, this, &RoomsPage::updateState);
    connect(m_name, &QLineEdit::returnPressed, this, &RoomsPage::create);
    connect(m_create, &QPushButton::clicked, this, &RoomsPage::create);
    connect(m_prepare, &QPushButton::clicked, this, &RoomsPage::preparePlan);
    connect(m_colleague, &ColleagueForm::visitRequested, this, &RoomsPage::visit);
    connect(m_own, &OwnRooms::enterRequested, this, &RoomsPage::enter);
    connect(m_signOut, &QPushButton::clicked, &m_account, &Account::signOut);
    connect(&m_account, &Account::roomReady, this, [this] {
        setBusy(false);
        m_name->clear();
        m_colleague->clear();
        m_banner->hide();
    });
    connect(&m_account, &Account::visitFailed, this, [this](const ApiError &error) {
        setBusy(false);
        m_banner->showText(Banner::Tone::Warning, ErrorText::ofVisit(error, m_account.server()), tr("Close"));
        m_colleague->askAgain();
    });
    connect(&m_account, &Account::failed, this, [this](const ApiError &error) {
        setBusy(false);
        m_banner->showText(Banner::Tone::Danger, ErrorText::of(error, m_account.server()), tr("Close"));
    });
    connect(m_banner, &Banner::actionClicked, m_banner, &QWidget::hide);
    connect(&m_account, &Account::signedIn, this, [this] {
        setBusy(false);
        m_banner->hide();
        retranslate();
    });
    fitCard();
    retranslate();
}

/// As wide as its example of a name needs, in any size of letters; the list has the rest.
void RoomsPage::fitCard()
{
    constexpr int kCharacters = 40;
    m_newCard->setMaximumWidth(std::max(400, kCharacters * fontMetrics().averageCharWidth()));
}

void RoomsPage::showNotice(const QString &text)
{
    m_banner->showText(Banner::Tone::Info, text, tr("Close"));
}

void RoomsPage::create()
{
    const auto name = cleanName(m_name->text(), Limits().name);
    if (m_busy) return;
    if (!name) {
        m_banner->showText(Banner::Tone::Warning,
                           m_name->text().trimmed().isEmpty() ? tr("Please give the class a name.")
                                                              : ErrorText::of(ErrorCode::InvalidName),
                           tr("Close"));
        m_name->setFocus();
        return;
    }
    setBusy(true);
    m_account.createRoom(*name, static_cast<Talk>(m_talk->currentData().toInt()));
}

void RoomsPage::enter(const QString &roomId)
{
    if (m_busy) return;
    setBusy(true);
    m_account.enterRoom(roomId);
}

void RoomsPage::visit(const QString &code)
{
    if (m_busy) return;
    if (code.isEmpty()) {
        m_banner->showText(Banner::Tone::Warning,
                           tr("The code of a class has six letters. Please look at it again."), tr("Close"));
        m_colleague->askAgain();
        return;
    }
    setBusy(true);
    m_account.visitRoom(code);
}

void RoomsPage::preparePlan()
{
    auto *dialog = new QDialog(this);
    dialog->setObjectName(u"planDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Lesson plan"));
    dialog->resize(480, 640);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 16, 16, 16);
    auto *panel = new PlanPanel(m_plan, m_preferences);
    layout->addWidget(panel);
    dialog->open();
    panel->focusSteps();
}

void RoomsPage::setBusy(bool busy)
{
    m_busy = busy;
    updateState();
}

void RoomsPage::updateState()
{
    m_own->setBusy(m_busy);
    m_colleague->setBusy(m_busy);
    m_create->setEnabled(!m_busy);
}

void RoomsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::FontChange) fitCard();
    QWidget::changeEvent(event);
}

void RoomsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setBusy(false);
    m_own->refresh();
    m_name->setFocus();
}

void RoomsPage::retranslate()
{
    m_title->setText(tr("Hello, %1").arg(m_account.user().name));
    m_newHeading->setText(tr("New class"));
    m_nameLabel->setText(tr("&Name"));
    m_name->setPlaceholderText(tr("For instance: Maths, class 3-2"));
    m_name->setAccessibleName(tr("Name of the class"));
    m_talkLabel->setText(tr("&Students' messages"));
    m_talk->setAccessibleName(tr("Where students' messages go"));
    m_talk->setItemText(0, tr("Only to the teacher"));
    m_talk->setItemText(1, tr("To everyone"));
    m_talk->setItemText(2, tr("Switched off"));
    m_create->setText(tr("Begin the class"));
    m_create->setToolTip(tr("Make a room with a code for the students (Enter)"));
    m_prepare->setText(tr("Prepare a lesson plan…"));
    m_prepare->setToolTip(tr("Texts and pictures in order, to be pushed one after the other in the class"));
    m_signOut->setText(tr("Sign out"));
    m_signOut->setToolTip(tr("Sign out from %1").arg(m_account.server().authority()));
    updateState();
}

} // namespace lectern
