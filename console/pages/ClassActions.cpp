// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ClassActions.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

using State = TimelineEntry::State;

namespace {

QAction *made(QObject *parent, const QString &name, const QKeySequence &keys)
{
    auto *action = new QAction(parent);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

} // namespace

ClassActions::ClassActions(QObject *parent)
    : QObject(parent)
    , attach(made(this, u"attachAction"_s, QKeySequence::Open))
    , enlarge(made(this, u"enlargeAction"_s, Qt::Key_F11))
    , rename(made(this, u"renameAction"_s, Qt::Key_F2))
    , lock(made(this, u"lockAction"_s, Qt::CTRL | Qt::Key_L))
    , end(made(this, u"endAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_E))
    , find(made(this, u"findAction"_s, QKeySequence::Find))
    , saveAll(made(this, u"exportAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_S))
    , goToPeople(made(this, u"peopleAction"_s, Qt::CTRL | Qt::Key_1))
    , goToTimeline(made(this, u"timelineAction"_s, Qt::CTRL | Qt::Key_2))
    , write(made(this, u"writeAction"_s, Qt::CTRL | Qt::Key_3))
    , open(made(this, u"openAction"_s, {}))
    , save(made(this, u"saveAction"_s, QKeySequence::Save))
    , copy(made(this, u"copyAction"_s, QKeySequence::Copy))
    , readers(made(this, u"readersAction"_s, Qt::CTRL | Qt::Key_I))
    , retry(made(this, u"retryAction"_s, Qt::CTRL | Qt::Key_R))
    , cancel(made(this, u"cancelAction"_s, {}))
    , remove(made(this, u"deleteAction"_s, QKeySequence::Delete))
{
    lock->setCheckable(true);
    // These keys mean something else where text is written.
    copy->setShortcutContext(Qt::WidgetShortcut);
    remove->setShortcutContext(Qt::WidgetShortcut);
    retranslate();
}

void ClassActions::fillMenus(QMenu *classMenu, QMenu *messageMenu) const
{
    classMenu->addActions({attach, enlarge, find});
    classMenu->addSeparator();
    classMenu->addActions({goToPeople, goToTimeline, write});
    classMenu->addSeparator();
    classMenu->addActions({rename, lock, saveAll, end});
    messageMenu->addActions({open, save, copy, readers});
    messageMenu->addSeparator();
    messageMenu->addActions({retry, cancel, remove});
}

void ClassActions::retranslate()
{
    attach->setText(tr("Send a &picture or file…"));
    enlarge->setText(tr("En&large the code"));
    find->setText(tr("&Find a message…"));
    saveAll->setText(tr("Sa&ve the class as a file…"));
    rename->setText(tr("&Rename the class…"));
    lock->setText(tr("Loc&k the class"));
    end->setText(tr("&End the class…"));
    goToPeople->setText(tr("Go to the &students"));
    goToTimeline->setText(tr("Go to the &messages"));
    write->setText(tr("&Write"));
    open->setText(tr("&Open the picture\tEnter"));
    save->setText(tr("&Save as…"));
    copy->setText(tr("&Copy the text"));
    readers->setText(tr("&Who has seen it…"));
    retry->setText(tr("&Try again"));
    cancel->setText(tr("C&ancel the upload"));
    remove->setText(tr("&Delete for everyone…"));
}

void ClassActions::updateFor(const TimelineEntry *entry, bool hasReaders)
{
    const bool stored = entry && entry->state == State::Sent;
    const bool failed = entry && entry->canBeRetried();
    const bool hasFile = stored && entry->hasFile(AttachmentState::Ready);
    open->setEnabled(hasFile);
    save->setEnabled(hasFile);
    copy->setEnabled(entry);
    readers->setEnabled(hasReaders);
    retry->setEnabled(failed);
    cancel->setEnabled(entry && entry->isUploading());
    remove->setEnabled(stored || failed);
}

} // namespace lectern
