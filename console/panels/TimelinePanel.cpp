// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/TimelinePanel.h"

#include "console/models/TextLinks.h"
#include "console/panels/PictureOpener.h"
#include "console/panels/TimelineActions.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"
#include "console/widgets/ImageViewer.h"
#include "console/widgets/ReadersPopup.h"
#include "console/widgets/SearchPanel.h"
#include "console/widgets/TimelineView.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

TimelinePanel::TimelinePanel(Preferences &preferences, QWidget *page)
    : m_preferences(preferences)
    , m_older(new QPushButton)
    , m_timeline(new TimelineView)
    , m_search(new SearchPanel)
    , m_taken(new Banner)
    , m_readers(new ReadersPopup(this))
    , m_viewer(new ImageViewer(page))
    , m_opener(new PictureOpener(m_viewer, this))
    , m_actions(new TimelineActions(this))
    , m_find(makeAction(u"findAction"_s, QKeySequence::Find))
    , m_undo(makeAction(u"undoRecallAction"_s, Qt::CTRL | Qt::Key_U))
    , m_goToTimeline(makeAction(u"timelineAction"_s, Qt::CTRL | Qt::Key_2))
{
    m_older->setObjectName(u"olderMessages"_s);
    m_timeline->setObjectName(u"timeline"_s);
    m_timeline->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_timeline->addActions(m_actions->all());
    m_search->hide();
    m_taken->setObjectName(u"takenBanner"_s);
    m_takenTimer.setSingleShot(true);
    m_takenTimer.setInterval(20s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_older, 0, Qt::AlignHCenter);
    layout->addWidget(m_timeline, 1);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_taken);
    connectView();
    connectActions();
    TimelinePanel::retranslate();
}

void TimelinePanel::connectView()
{
    connect(m_timeline, &TimelineView::triggered, this, &TimelinePanel::onTimeline);
    connect(m_timeline, &TimelineView::thumbnailWanted, this, [this](const QString &key) {
        if (session()) session()->wantThumbnail(key);
    });
    connect(m_timeline, &TimelineView::currentKeyChanged, this, &TimelinePanel::updateActions);
    connect(m_timeline, &TimelineView::scrolled, this, [this] {
        m_older->setVisible(session() && m_timeline->isVisible() && session()->history()->hasOlder() &&
                            m_timeline->isAtTop());
    });
    connect(m_older, &QPushButton::clicked, this, [this] { session()->history()->loadOlder(); });
    connect(m_search, &SearchPanel::closed, this, &TimelinePanel::closeSearch);
    connect(m_search, &SearchPanel::chosen, this,
            [this](const QString &id, qint64 seq) { session()->history()->reveal(id, seq); });
    connect(m_taken, &Banner::actionClicked, this, &TimelinePanel::undoRecall);
    connect(m_undo, &QAction::triggered, this, &TimelinePanel::undoRecall);
    connect(&m_takenTimer, &QTimer::timeout, m_taken, &QWidget::hide);
    connect(m_viewer, &ImageViewer::saveRequested, this, [this] { saveEntry(m_opener->current()); });
}

void TimelinePanel::connectActions()
{
    const auto onCurrent = [this](auto work) {
        return [this, work] { (this->*work)(m_timeline->currentKey()); };
    };
    connect(m_find, &QAction::triggered, this, &TimelinePanel::openSearch);
    connect(m_goToTimeline, &QAction::triggered, this,
            [this] { m_timeline->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions->open, &QAction::triggered, this, onCurrent(&TimelinePanel::openEntry));
    connect(m_actions->readers, &QAction::triggered, this, onCurrent(&TimelinePanel::showReaders));
    connect(m_timeline, &TimelineView::linkClicked, this, &QDesktopServices::openUrl);
    connect(m_actions->link, &QAction::triggered, this, [this] {
        const auto *entry = session()->timeline()->entry(m_timeline->currentKey());
        if (entry) QDesktopServices::openUrl(linksIn(entry->text).first().url);
    });
    connect(m_actions->save, &QAction::triggered, this, onCurrent(&TimelinePanel::saveEntry));
    connect(m_actions->remove, &QAction::triggered, this, onCurrent(&TimelinePanel::takeBack));
    connect(m_actions->late, &QAction::triggered, this,
            [this] { sendAgain(session()->cameAfter(m_timeline->currentKey())); });
    connect(m_actions->unseen, &QAction::triggered, this,
            [this] { sendAgain(session()->haveNotSeen(m_timeline->currentKey())); });
    connect(m_actions->copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_timeline->currentIndex().data().toString()); });
    connect(m_actions->retry, &QAction::triggered, this,
            [this] { session()->outbox().retry(m_timeline->currentKey()); });
    connect(m_actions->cancel, &QAction::triggered, this,
            [this] { session()->outbox().cancelUpload(m_timeline->currentKey()); });
}

void TimelinePanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_find, m_goToTimeline});
    menus.messageMenu->addActions(
        {m_actions->open, m_actions->link, m_actions->save, m_actions->copy, m_actions->readers});
    menus.messageMenu->addSeparator();
    menus.messageMenu->addActions({m_actions->late, m_actions->unseen});
    menus.messageMenu->addSeparator();
    menus.messageMenu->addActions({m_actions->retry, m_actions->cancel, m_actions->remove, m_undo});
}

void TimelinePanel::sessionChanged()
{
    m_timeline->setTimeline(session() ? session()->timeline() : nullptr);
    m_readers->hide();
    m_opener->setSession(session());
    m_older->hide();
    m_search->setSearch(session() ? session()->search() : nullptr);
    closeSearch();
    m_taken->hide();
    m_undo->setEnabled(false);
    updateActions();
    if (!session()) return;
    connect(&session()->recall(), &Recall::taken, scope(), [this] { showTaken(); });
    connect(session()->history(), &History::revealed, scope(), [this](const QString &key) {
        closeSearch();
        m_timeline->reveal(key);
    });
    connect(session()->timeline(), &TimelineModel::dataChanged, scope(), [this] { updateActions(); });
    connect(session()->timeline(), &TimelineModel::rowsRemoved, scope(), [this] { updateActions(); });
}

void TimelinePanel::updateActions()
{
    const auto key = m_timeline->currentKey();
    const auto current = m_timeline->currentIndex();
    const auto readers = current.data(TimelineModel::ReadersRole).toInt();
    const auto *entry = session() ? session()->timeline()->entry(key) : nullptr;
    m_actions->updateFor(entry, readers > 0);
    const bool toEveryone = entry && entry->own && entry->audience == TimelineEntry::Audience::Everyone;
    m_actions->updateAgain(toEveryone ? static_cast<int>(session()->cameAfter(key).size()) : 0,
                           toEveryone ? readers - current.data(TimelineModel::SeenRole).toInt() : 0);
}

void TimelinePanel::onTimeline(TimelineDelegate::Action action, const QString &key)
{
    switch (action) {
    case TimelineDelegate::Action::Open:
        openEntry(key);
        break;
    case TimelineDelegate::Action::Cancel:
        session()->outbox().cancelUpload(key);
        break;
    case TimelineDelegate::Action::Retry:
        session()->outbox().retry(key);
        break;
    case TimelineDelegate::Action::Remove:
        session()->outbox().remove(key);
        break;
    case TimelineDelegate::Action::Readers:
        showReaders(key);
        break;
    }
}

void TimelinePanel::openEntry(const QString &key)
{
    const auto *entry = session()->timeline()->entry(key);
    if (!entry || !entry->hasFile(AttachmentState::Ready)) return;
    entry->type == MessageType::Image ? m_opener->open(key) : saveEntry(key);
}

void TimelinePanel::showReaders(const QString &key)
{
    m_readers->open(session()->timeline(), key, m_timeline->currentPlace());
}

void TimelinePanel::openSearch()
{
    m_timeline->hide();
    m_older->hide();
    m_search->open();
}

void TimelinePanel::closeSearch()
{
    if (m_search->isHidden()) return;
    const bool hadFocus = m_search->isAncestorOf(focusWidget());
    m_search->hide();
    m_timeline->show();
    if (hadFocus) m_timeline->setFocus(Qt::OtherFocusReason);
}

void TimelinePanel::showNewest()
{
    closeSearch();
    m_timeline->showNewest();
}

void TimelinePanel::retranslate()
{
    m_timeline->setAccessibleName(tr("Messages"));
    m_timeline->setEmptyText(tr("No messages yet.\n\n"
                                "1. Show the students the code: F11 fills the screen with it.\n"
                                "2. Greet them: write below, and press Enter.\n"
                                "3. Show them a picture: paste it with Ctrl+V, or choose it with Ctrl+O."));
    m_older->setText(tr("Show earlier messages"));
    m_find->setText(tr("&Find a message…"));
    m_undo->setText(tr("Send again what was ta&ken back"));
    m_goToTimeline->setText(tr("Go to the &messages"));
    m_actions->retranslate();
    updateActions();
}

} // namespace lectern
