// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/TimelineActions.h"

#include "console/models/TextLinks.h"

#include <QtGui/QAction>

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

TimelineActions::TimelineActions(QObject *parent)
    : QObject(parent)
    , open(made(this, u"openAction"_s, {}))
    , link(made(this, u"linkAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_O))
    , save(made(this, u"saveAction"_s, QKeySequence::Save))
    , copy(made(this, u"copyAction"_s, QKeySequence::Copy))
    , readers(made(this, u"readersAction"_s, Qt::CTRL | Qt::Key_I))
    , late(made(this, u"againLateAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L))
    , unseen(made(this, u"againUnseenAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_U))
    , retry(made(this, u"retryAction"_s, Qt::CTRL | Qt::Key_R))
    , cancel(made(this, u"cancelAction"_s, {}))
    , remove(made(this, u"deleteAction"_s, QKeySequence::Delete))
{
    // These keys mean something else where text is written.
    copy->setShortcutContext(Qt::WidgetShortcut);
    remove->setShortcutContext(Qt::WidgetShortcut);
    retranslate();
}

void TimelineActions::retranslate()
{
    open->setText(tr("&Open the picture\tEnter"));
    link->setText(tr("Open the lin&k"));
    save->setText(tr("&Save as…"));
    copy->setText(tr("&Copy the text"));
    readers->setText(tr("&Who has seen it…"));
    retry->setText(tr("&Try again"));
    cancel->setText(tr("C&ancel the upload"));
    remove->setText(tr("&Delete for everyone"));
}

void TimelineActions::updateFor(const TimelineEntry *entry, bool hasReaders)
{
    const bool stored = entry && entry->state == State::Sent;
    const bool failed = entry && entry->canBeRetried();
    const bool hasFile = stored && entry->hasFile(AttachmentState::Ready);
    open->setEnabled(hasFile);
    link->setEnabled(entry && !linksIn(entry->text).isEmpty());
    save->setEnabled(hasFile);
    copy->setEnabled(entry);
    readers->setEnabled(hasReaders);
    retry->setEnabled(failed);
    cancel->setEnabled(entry && entry->isUploading());
    remove->setEnabled(stored || failed);
}

void TimelineActions::updateAgain(int cameLate, int haveNotSeen)
{
    // Without a message to count for, and in the list of keys, they are read by themselves.
    late->setText(cameLate > 0 ? tr("Send again to the %n who came &late", nullptr, cameLate)
                               : tr("Send again to those who came &late"));
    late->setEnabled(cameLate > 0);
    unseen->setText(haveNotSeen > 0 ? tr("Send again to the %n who have not s&een it", nullptr, haveNotSeen)
                                    : tr("Send again to those who have not s&een it"));
    unseen->setEnabled(haveNotSeen > 0);
}

} // namespace lectern
