// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/PeopleActions.h"

#include "console/style/Icons.h"

#include <QtGui/QAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QAction *made(QObject *parent, const QString &name, const QString &icon, const QKeySequence &keys,
              icons::Tint tint = icons::Tint::Text)
{
    auto *action = new QAction(icons::get(icon, tint), {}, parent);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

} // namespace

PeopleActions::PeopleActions(QObject *parent)
    : QObject(parent)
    , nextHand(made(this, u"nextHand"_s, u"hand"_s, Qt::CTRL | Qt::Key_H))
    , someone(made(this, u"callSomeone"_s, u"dice"_s, Qt::CTRL | Qt::Key_J))
    , lowerAll(made(this, u"lowerAllHands"_s, u"hand"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_H))
    , hideNames(made(this, u"hideNames"_s, u"people"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_N))
    , bans(made(this, u"showBans"_s, u"unlock"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_B))
    , message(made(this, u"messageStudent"_s, u"message"_s, Qt::CTRL | Qt::Key_E))
    , call(made(this, u"callStudent"_s, u"check"_s, Qt::CTRL | Qt::Key_K))
    , lower(made(this, u"lowerHand"_s, u"hand"_s, {}))
    , mute(made(this, u"muteStudent"_s, u"close"_s, Qt::CTRL | Qt::Key_M))
    , rename(made(this, u"renameStudent"_s, u"pencil"_s, Qt::SHIFT | Qt::Key_F2))
    , realName(made(this, u"realNameOfStudent"_s, u"pencil"_s, Qt::CTRL | Qt::Key_F2))
    , assistant(made(this, u"assistant"_s, u"people"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_A))
    , handOver(made(this, u"handOver"_s, u"people"_s, {}))
    , remove(made(this, u"kickStudent"_s, u"remove"_s, Qt::CTRL | Qt::Key_Delete, icons::Tint::Danger))
    , ban(made(this, u"banStudent"_s, u"stop"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Delete, icons::Tint::Danger))
{
    for (auto *action : {hideNames, mute, assistant})
        action->setCheckable(true);
    retranslate();
}

void PeopleActions::retranslate()
{
    nextHand->setText(tr("&Next hand"));
    nextHand->setToolTip(tr("Call on whoever has had a hand up longest, and lower it"));
    someone->setText(tr("&Pick someone"));
    someone->setToolTip(tr("Call by chance on one of those who have been called on least often"));
    lowerAll->setText(tr("Lower &all hands"));
    hideNames->setText(tr("&Hide names from the students"));
    bans->setText(tr("&Who is kept out…"));
    mute->setText(tr("M&ute"));
    mute->setToolTip(tr("What they write is not taken; hand and answers go on"));
    rename->setText(tr("Re&name…"));
    realName->setText(tr("R&eal name…"));
    realName->setToolTip(tr("Beside the name that they gave; only teachers see it"));
    assistant->setText(tr("C&o-teacher"));
    assistant->setToolTip(tr("May do in this class what you may"));
    handOver->setText(tr("Hand the class o&ver…"));
    message->setText(tr("&Message"));
    message->setToolTip(tr("Write to this student only (Enter in the list)"));
    call->setText(tr("&Call on"));
    call->setToolTip(tr("Note that they were called on, and lower their hand"));
    lower->setText(tr("&Lower hand"));
    remove->setText(tr("&Remove"));
    remove->setToolTip(tr("Remove from the class; they may come in again"));
    ban->setText(tr("Remove and &keep out"));
    ban->setToolTip(tr("Remove from the class; they can't come in again until you let them"));
}

void PeopleActions::updateFor(const QList<PersonEntry> &selected, int hands, bool isHost)
{
    const bool students = !selected.isEmpty() && std::ranges::all_of(selected, &PersonEntry::isStudent);
    const bool here = students && std::ranges::all_of(selected, [](const PersonEntry &entry) {
                          return entry.person.online && !entry.pulled;
                      });
    nextHand->setEnabled(hands > 0);
    lowerAll->setEnabled(hands > 0);
    message->setEnabled(students && selected.size() == 1);
    call->setEnabled(here);
    lower->setEnabled(std::ranges::any_of(selected, &PersonEntry::hasHand));
    mute->setEnabled(students);
    mute->setChecked(students && std::ranges::all_of(
                                     selected, [](const PersonEntry &entry) { return entry.person.muted; }));
    rename->setEnabled(students && selected.size() == 1);
    realName->setEnabled(students && selected.size() == 1);
    assistant->setEnabled(isHost && !selected.isEmpty());
    assistant->setChecked(!selected.isEmpty() && std::ranges::all_of(selected, &PersonEntry::assistant));
    handOver->setEnabled(isHost && selected.size() == 1 && !students && selected.first().person.online);
    remove->setEnabled(here);
    ban->setEnabled(here);
}

} // namespace lectern
