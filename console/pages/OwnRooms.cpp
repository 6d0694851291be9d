// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/OwnRooms.h"

#include "console/pages/ClassExport.h"
#include "console/pages/ReportDialog.h"
#include "console/pages/RosterDialog.h"
#include "console/pages/SearchAllDialog.h"
#include "console/style/Icons.h"
#include "console/widgets/RoomDelegate.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QPushButton *made(const QString &name, const QString &icon)
{
    auto *button = new QPushButton(icons::get(icon), {});
    button->setObjectName(name);
    return button;
}

} // namespace

OwnRooms::OwnRooms(Account &account, Preferences &preferences, QWidget *parent)
    : QFrame(parent)
    , m_account(account)
    , m_preferences(preferences)
    , m_heading(new QLabel)
    , m_empty(new QLabel)
    , m_rooms(new QListView)
    , m_search(made(u"searchAllRooms"_s, u"search"_s))
    , m_refresh(made(u"refreshRooms"_s, u"retry"_s))
    , m_enter(made(u"enterRoom"_s, u"open"_s))
    , m_report(made(u"reportRoom"_s, u"table"_s))
    , m_roster(made(u"rosterRoom"_s, u"people"_s))
    , m_save(made(u"exportRoom"_s, u"save"_s))
{
    setProperty("card", true);
    m_heading->setProperty("heading", true);
    m_empty->setProperty("muted", true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_enter->setProperty("large", true);
    auto *delegate = new RoomDelegate(m_rooms);
    m_rooms->setObjectName(u"roomList"_s);
    m_rooms->setModel(m_account.rooms());
    m_rooms->setItemDelegate(delegate);
    m_rooms->setMouseTracking(true);
    m_rooms->setEditTriggers(QListView::NoEditTriggers);

    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(m_search);
    top->addWidget(m_refresh);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    for (auto *button : {m_report, m_roster, m_save})
        actions->addWidget(button, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 24);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_rooms, 1);
    layout->addWidget(m_enter);
    layout->addLayout(actions);

    connect(m_enter, &QPushButton::clicked, this, [this] { enter(m_rooms->currentIndex()); });
    // A double click, or Enter in the list.
    connect(m_rooms, &QListView::activated, this, &OwnRooms::enter);
    connect(delegate, &RoomDelegate::openClicked, this, &OwnRooms::enter);
    connect(m_rooms->selectionModel(), &QItemSelectionModel::currentChanged, this, &OwnRooms::updateState);
    connect(m_account.rooms(), &QAbstractItemModel::modelReset, this, [this] {
        m_rooms->setCurrentIndex(m_account.rooms()->index(0));
        updateState();
    });
    connect(&m_account, &Account::roomsRefreshed, this, &OwnRooms::updateState);
    connect(m_refresh, &QPushButton::clicked, this, &OwnRooms::refresh);
    connect(m_search, &QPushButton::clicked, this, &OwnRooms::searchAll);
    connect(m_report, &QPushButton::clicked, this, [this] { showReport(*current()); });
    connect(m_roster, &QPushButton::clicked, this,
            [this] { (new RosterDialog(m_account.api(), *current(), m_preferences, this))->open(); });
    connect(m_save, &QPushButton::clicked, this,
            [this] { ClassExport::ask(this, m_account.api(), *current(), m_preferences); });
    retranslate();
}

const api::Room *OwnRooms::current() const
{
    return m_account.rooms()->roomAt(m_rooms->currentIndex().row());
}

void OwnRooms::refresh()
{
    m_account.refreshRooms();
}

void OwnRooms::setBusy(bool busy)
{
    m_busy = busy;
    updateState();
}

void OwnRooms::enter(const QModelIndex &index)
{
    if (const auto *room = m_account.rooms()->roomAt(index.row()); room && !m_busy)
        Q_EMIT enterRequested(room->id);
}

void OwnRooms::showReport(const api::Room &room, const QString &find)
{
    auto *dialog = new ReportDialog(m_account.api(), room, m_preferences, window());
    dialog->lookFor(find);
    dialog->open();
}

void OwnRooms::searchAll()
{
    QList<api::Room> rooms;
    for (int row = 0; row < m_account.rooms()->rowCount(); ++row)
        rooms.append(*m_account.rooms()->roomAt(row));
    auto *dialog = new SearchAllDialog(m_account.api(), rooms, this);
    connect(dialog, &SearchAllDialog::chosen, this, &OwnRooms::showReport);
    dialog->open();
}

void OwnRooms::updateState()
{
    const auto *room = current();
    const bool any = m_account.rooms()->rowCount() > 0;
    m_empty->setVisible(!any);
    for (auto *widget : QList<QWidget *>{m_rooms, m_enter, m_report, m_roster, m_save, m_search})
        widget->setVisible(any);
    for (auto *button : {m_report, m_roster, m_save})
        button->setEnabled(room);
    m_enter->setEnabled(room && !m_busy);
    m_enter->setText(room && room->endedAt.isValid() ? tr("Open this class again")
                                                     : tr("Go on with this class"));
}

void OwnRooms::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void OwnRooms::retranslate()
{
    m_heading->setText(tr("My classes"));
    m_empty->setText(tr("There is no class yet.\nGive the first one a name, and begin."));
    m_rooms->setAccessibleName(tr("My classes"));
    m_enter->setToolTip(tr("Enter in the list, or the button in its row"));
    m_report->setText(tr("Report…"));
    m_report->setToolTip(tr("Charts, attendance and what was said: to read, print, or keep as a table"));
    m_roster->setText(tr("Class list…"));
    m_roster->setToolTip(tr("Names that students tap when they come in; also from a CSV file"));
    m_save->setText(tr("Save as a file…"));
    m_save->setToolTip(tr("Messages, files and attendance of this class as one zip"));
    m_search->setText(tr("Search all…"));
    m_search->setToolTip(tr("Search what was said in all your classes (Ctrl+F)"));
    m_search->setShortcut(QKeySequence::Find);
    m_refresh->setText(tr("Refresh"));
    m_refresh->setToolTip(tr("Ask the server for the list again (F5)"));
    m_refresh->setShortcut(QKeySequence::Refresh);
    updateState();
}

} // namespace lectern
