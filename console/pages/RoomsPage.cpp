// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/RoomsPage.h"

#include "common/protocol/PersonName.h"
#include "console/pages/ClassExport.h"
#include "console/session/ErrorText.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"
#include "console/widgets/RoomDelegate.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

RoomsPage::RoomsPage(Account &account, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_preferences(preferences)
    , m_title(new QLabel)
    , m_newHeading(new QLabel)
    , m_nameLabel(new QLabel)
    , m_talkLabel(new QLabel)
    , m_name(new QLineEdit)
    , m_talk(new QComboBox)
    , m_create(new QPushButton)
    , m_ownHeading(new QLabel)
    , m_empty(new QLabel)
    , m_rooms(new QListView)
    , m_enter(new QPushButton)
    , m_save(new QPushButton)
    , m_refresh(new QPushButton)
    , m_signOut(new QPushButton)
    , m_banner(new Banner)
{
    m_name->setObjectName(u"roomName"_s);
    m_talk->setObjectName(u"newRoomTalk"_s);
    m_create->setObjectName(u"createRoom"_s);
    m_rooms->setObjectName(u"roomList"_s);
    m_enter->setObjectName(u"enterRoom"_s);
    m_save->setObjectName(u"exportRoom"_s);
    m_refresh->setObjectName(u"refreshRooms"_s);
    m_signOut->setObjectName(u"signOut"_s);

    m_title->setProperty("title", true);
    m_newHeading->setProperty("heading", true);
    m_ownHeading->setProperty("heading", true);
    m_empty->setProperty("muted", true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_nameLabel->setBuddy(m_name);
    m_talkLabel->setBuddy(m_talk);
    for (const auto talk : {Talk::Teacher, Talk::All, Talk::None}) {
        m_talk->addItem(QString(), QVariant::fromValue(static_cast<int>(talk)));
    }
    m_create->setProperty("kind", u"primary"_s);
    m_create->setIcon(icons::get(u"plus"_s, icons::Tint::OnAccent));
    m_create->setProperty("large", true);
    m_enter->setIcon(icons::get(u"open"_s));
    m_enter->setProperty("large", true);
    m_save->setIcon(icons::get(u"save"_s));
    m_save->setProperty("large", true);
    m_refresh->setIcon(icons::get(u"retry"_s));
    m_refresh->setShortcut(QKeySequence::Refresh);
    m_rooms->setModel(m_account.rooms());
    m_rooms->setItemDelegate(new RoomDelegate(m_rooms));
    m_rooms->setMouseTracking(true);
    m_rooms->setEditTriggers(QListView::NoEditTriggers);

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_signOut);

    auto *newCard = new QFrame;
    newCard->setProperty("card", true);
    newCard->setMaximumWidth(400);
    auto *form = new QVBoxLayout(newCard);
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
    form->addStretch();

    auto *ownCard = new QFrame;
    ownCard->setProperty("card", true);
    auto *own = new QVBoxLayout(ownCard);
    own->setContentsMargins(24, 20, 24, 24);
    auto *ownTop = new QHBoxLayout;
    ownTop->addWidget(m_ownHeading, 1);
    ownTop->addWidget(m_refresh);
    own->addLayout(ownTop);
    own->addWidget(m_empty, 1);
    own->addWidget(m_rooms, 1);
    auto *ownActions = new QHBoxLayout;
    ownActions->addWidget(m_enter, 1);
    ownActions->addWidget(m_save);
    own->addLayout(ownActions);

    auto *cards = new QHBoxLayout;
    cards->setSpacing(20);
    cards->addWidget(newCard, 2);
    cards->addWidget(ownCard, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 28, 36, 32);
    layout->setSpacing(18);
    layout->addLayout(top);
    layout->addWidget(m_banner);
    layout->addLayout(cards, 1);

    connect(m_name, &QLineEdit::textChanged, this, &RoomsPage::updateState);
    connect(m_name, &QLineEdit::returnPressed, this, &RoomsPage::create);
    connect(m_create, &QPushButton::clicked, this, &RoomsPage::create);
    connect(m_enter, &QPushButton::clicked, this, &RoomsPage::enter);
    // A double click, or Enter in the list.
    connect(m_rooms, &QListView::activated, this, &RoomsPage::enter);
    connect(m_rooms->selectionModel(), &QItemSelectionModel::currentChanged, this, &RoomsPage::updateState);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const auto *room = m_account.rooms()->roomAt(m_rooms->currentIndex().row()))
            ClassExport::ask(this, m_account.api(), *room, m_preferences);
    });
    connect(m_refresh, &QPushButton::clicked, &m_account, &Account::refreshRooms);
    connect(m_signOut, &QPushButton::clicked, &m_account, &Account::signOut);
    connect(m_account.rooms(), &QAbstractItemModel::modelReset, this, [this] {
        m_rooms->setCurrentIndex(m_account.rooms()->index(0));
        updateState();
    });
    connect(&m_account, &Account::roomsRefreshed, this, &RoomsPage::updateState);
    connect(&m_account, &Account::roomReady, this, [this] {
        setBusy(false);
        m_name->clear();
        m_banner->hide();
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
    retranslate();
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

void RoomsPage::enter()
{
    const auto *room = m_account.rooms()->roomAt(m_rooms->currentIndex().row());
    if (!room || m_busy) return;
    setBusy(true);
    m_account.enterRoom(room->id);
}

void RoomsPage::setBusy(bool busy)
{
    m_busy = busy;
    updateState();
}

void RoomsPage::updateState()
{
    const auto *room = m_account.rooms()->roomAt(m_rooms->currentIndex().row());
    const bool any = m_account.rooms()->rowCount() > 0;
    m_empty->setVisible(!any);
    m_rooms->setVisible(any);
    m_enter->setVisible(any);
    m_save->setVisible(any);
    m_save->setEnabled(room);
    m_enter->setEnabled(room && !m_busy);
    m_enter->setText(room && room->endedAt.isValid() ? tr("Open this class again")
                                                     : tr("Go on with this class"));
    m_create->setEnabled(!m_busy);
}

void RoomsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void RoomsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setBusy(false);
    m_account.refreshRooms();
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
    m_ownHeading->setText(tr("My classes"));
    m_empty->setText(tr("There is no class yet.\nGive the first one a name, and begin."));
    m_rooms->setAccessibleName(tr("My classes"));
    m_enter->setToolTip(tr("Double click or Enter in the list"));
    m_save->setText(tr("Save as a file…"));
    m_save->setToolTip(tr("Messages, files and attendance of this class as one zip"));
    m_refresh->setText(tr("Refresh"));
    m_refresh->setToolTip(tr("Ask the server for the list again (F5)"));
    m_refresh->setShortcut(QKeySequence::Refresh);
    m_signOut->setText(tr("Sign out"));
    m_signOut->setToolTip(tr("Sign out from %1").arg(m_account.server().authority()));
    updateState();
}

} // namespace lectern
