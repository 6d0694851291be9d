// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/PeoplePanel.h"

#include "console/panels/PeopleActions.h"
#include "console/style/Icons.h"
#include "console/widgets/ActionButton.h"
#include "console/widgets/Banner.h"
#include "console/widgets/PeopleList.h"
#include "console/widgets/QuietComboBox.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

PeoplePanel::PeoplePanel(Preferences &preferences)
    : m_preferences(preferences)
    , m_title(new QLabel)
    , m_look(new QLineEdit)
    , m_show(new QuietComboBox)
    , m_sort(new QuietComboBox)
    , m_list(new PeopleList)
    , m_missing(new QToolButton)
    , m_news(new QLabel)
    , m_undo(new Banner)
    , m_actions(new PeopleActions(this))
    , m_goToPeople(makeAction(u"peopleAction"_s, Qt::CTRL | Qt::Key_1))
    , m_findPerson(makeAction(u"findPersonAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_F))
    , m_tiles(makeAction(u"tilesAction"_s, Qt::CTRL | Qt::Key_T))
{
    m_tilesButton = actionbutton::make(m_tiles, actionbutton::Face::Icon);
    m_more = actionbutton::makeMenu(u"moreForSelection"_s, m_actions->ofSelection());
    m_moreForAll = actionbutton::makeMenu(u"moreForAll"_s, m_actions->ofAll());
    buildRoster();
    build();
    connectList();
    connectActions();
    connectRules();
    m_tiles->setChecked(preferences.showsTiles());
    PeoplePanel::retranslate();
}

void PeoplePanel::build()
{
    m_title->setProperty("heading", true);
    m_title->setObjectName(u"peopleTitle"_s);
    m_look->setObjectName(u"findPerson"_s);
    m_look->setClearButtonEnabled(true);
    m_show->setObjectName(u"showPeople"_s);
    m_sort->setObjectName(u"sortPeople"_s);
    m_news->setProperty("muted", true);
    m_news->setObjectName(u"peopleNews"_s);
    m_news->setWordWrap(true);
    m_news->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_undo->setObjectName(u"removalBanner"_s);
    m_tiles->setCheckable(true);
    m_tiles->setIcon(icons::get(u"tiles"_s));
    for (int i = 0; i < 7; ++i)
        m_show->addItem({});
    for (int i = 0; i < 4; ++i)
        m_sort->addItem({});

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_tilesButton);
    auto *filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(m_show, 1);
    filters->addWidget(m_sort, 1);
    auto *forAll = new QHBoxLayout;
    forAll->setSpacing(8);
    forAll->addWidget(actionbutton::make(m_actions->nextHand), 1);
    forAll->addWidget(actionbutton::make(m_actions->someone), 1);
    forAll->addWidget(m_moreForAll);
    auto *forSelection = new QHBoxLayout;
    forSelection->setSpacing(8);
    forSelection->addWidget(actionbutton::make(m_actions->message), 1);
    forSelection->addWidget(actionbutton::make(m_actions->remove), 1);
    forSelection->addWidget(m_more);

    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(forAll);
    layout->addWidget(m_look);
    layout->addLayout(filters);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_missing);
    layout->addWidget(m_undo);
    layout->addWidget(m_news);
    layout->addLayout(forSelection);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(card);
    setMinimumWidth(328);
}

void PeoplePanel::connectList()
{
    connect(m_look, &QLineEdit::textChanged, m_list->order(), &PeopleOrder::look);
    connect(m_look, &QLineEdit::returnPressed, this, [this] { m_list->setFocus(); });
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_list->order()->show(static_cast<PeopleOrder::Show>(index)); });
    connect(m_sort, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_list->order()->sortBy(static_cast<PeopleOrder::Sort>(index)); });
    connect(m_list, &PeopleList::selectedChanged, this, &PeoplePanel::updateActions);
    connect(m_list, &QListView::activated, this, &PeoplePanel::message);
    m_list->addActions(m_actions->ofSelection());
}

void PeoplePanel::connectActions()
{
    const auto onEach = [this](auto work) {
        return [this, work] {
            for (const auto &id : m_list->selectedIds())
                (session()->people()->*work)(id);
        };
    };
    const auto onAll = [this](bool ban) {
        return [this, ban] { session()->people()->remove(m_list->selectedIds(), ban); };
    };
    connect(m_actions->nextHand, &QAction::triggered, this,
            [this] { showCalled(session()->people()->callNextHand()); });
    connect(m_actions->someone, &QAction::triggered, this,
            [this] { showCalled(session()->people()->callSomeone()); });
    connect(m_actions->lowerAll, &QAction::triggered, this, [this] { session()->people()->lowerAllHands(); });
    connect(m_actions->message, &QAction::triggered, this, &PeoplePanel::message);
    connect(m_actions->call, &QAction::triggered, this, onEach(&PeopleCommands::callOn));
    connect(m_actions->lower, &QAction::triggered, this, onEach(&PeopleCommands::lowerHand));
    connect(m_actions->remove, &QAction::triggered, this, onAll(false));
    connect(m_actions->ban, &QAction::triggered, this, onAll(true));
    connect(m_undo, &Banner::actionClicked, this, [this] { session()->people()->undoRemoval(); });
    connect(m_goToPeople, &QAction::triggered, this, [this] { m_list->setFocus(Qt::ShortcutFocusReason); });
    connect(m_findPerson, &QAction::triggered, this, [this] { m_look->setFocus(Qt::ShortcutFocusReason); });
    connect(m_tiles, &QAction::toggled, this, [this](bool tiles) {
        m_list->setTiles(tiles);
        m_preferences.setShowsTiles(tiles);
    });
}

QString PeoplePanel::title() const
{
    return tr("People");
}

void PeoplePanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_goToPeople, m_findPerson});
    menus.peopleMenu->addActions(m_actions->ofAll());
    menus.peopleMenu->addSeparator();
    menus.peopleMenu->addActions(m_actions->ofSelection());
    menus.layoutMenu->addAction(m_tiles);
}

void PeoplePanel::sessionChanged()
{
    m_list->setPeople(session() ? session()->participants() : nullptr);
    m_news->clear();
    m_undo->hide();
    m_roster.clear();
    if (session()) connectNews();
    updateMissing();
    updateCounts();
    updateActions();
}

void PeoplePanel::message()
{
    const auto ids = m_list->selectedIds();
    if (!session() || ids.size() != 1) return;
    const auto *entry = session()->participants()->entry(ids.first());
    if (entry && entry->isStudent()) Q_EMIT messageRequested({entry->person.id, entry->person.name});
}

void PeoplePanel::updateCounts()
{
    const auto *people = session() ? session()->participants() : nullptr;
    const auto hands = people ? static_cast<int>(people->hands().size()) : 0;
    const auto students = tr("Students: %n", nullptr, people ? people->studentsOnline() : 0);
    m_title->setText(hands > 0 ? students + u" · "_s + tr("hands: %n", nullptr, hands) : students);
}

void PeoplePanel::updateActions()
{
    QList<PersonEntry> selected;
    const auto *people = session() ? session()->participants() : nullptr;
    if (people) {
        for (const auto &id : m_list->selectedIds())
            selected.append(*people->entry(id));
    }
    m_actions->hideNames->setChecked(session() && session()->names() == Names::Hidden);
    m_actions->updateFor(selected, people ? static_cast<int>(people->hands().size()) : 0,
                         session() && session()->isHost());
}

void PeoplePanel::retranslate()
{
    const QStringList shows{tr("Everyone"),          tr("Who is here"),     tr("Hands up"),
                            tr("Not called on yet"), tr("Nothing written"), tr("Not seen the latest"),
                            tr("Who has left")};
    const QStringList sorts{tr("By name"), tr("By arrival"), tr("Latest answer first"),
                            tr("Least called on first")};
    for (int i = 0; i < shows.size(); ++i)
        m_show->setItemText(i, shows.at(i));
    for (int i = 0; i < sorts.size(); ++i)
        m_sort->setItemText(i, sorts.at(i));
    m_show->setAccessibleName(tr("Which people are shown"));
    m_sort->setAccessibleName(tr("In which order people are shown"));
    m_look->setPlaceholderText(tr("Find a name"));
    m_look->setAccessibleName(tr("Find a name"));
    m_list->setAccessibleName(tr("People in the class"));
    m_more->setAccessibleName(tr("More for the selected people"));
    m_more->setToolTip(m_more->accessibleName());
    m_moreForAll->setAccessibleName(tr("More for all"));
    m_moreForAll->setToolTip(m_moreForAll->accessibleName());
    m_goToPeople->setText(tr("Go to the &students"));
    m_findPerson->setText(tr("Find a &name…"));
    m_tiles->setText(tr("People as &tiles"));
    m_actions->retranslate();
    updateCounts();
    updateMissing();
}

} // namespace lectern
