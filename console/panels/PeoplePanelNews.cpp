// SPDX-License-Identifier: GPL-3.0-or-later
// What PeoplePanel tells: who came, left, raised a hand, was called on, is being removed.
#include "console/panels/PeoplePanel.h"

#include "console/widgets/Banner.h"
#include "console/widgets/PeopleList.h"

#include <QtWidgets/QLabel>

namespace lectern {

void PeoplePanel::connectNews()
{
    auto *people = session()->participants();
    connect(people, &ParticipantsModel::countsChanged, scope(), [this] {
        updateCounts();
        updateActions();
        updateMissing();
    });
    connect(session(), &ClassSession::roomChanged, scope(), [this] { updateActions(); });
    const auto load = [this] {
        if (session()->line() == RoomConnection::State::Online) loadRoster();
    };
    connect(session(), &ClassSession::lineChanged, scope(), load);
    load();
    connect(session(), &ClassSession::peopleJoined, scope(), [this](const QStringList &names, bool back) {
        back ? news(tr("%1 is back."),
                    tr("%1 and %n more are back.", nullptr, static_cast<int>(names.size()) - 1), names)
             : news(tr("%1 came in."),
                    tr("%1 and %n more came in.", nullptr, static_cast<int>(names.size()) - 1), names);
    });
    connect(session(), &ClassSession::peopleLeft, scope(), [this](const QStringList &names) {
        news(tr("%1 left."), tr("%1 and %n more left.", nullptr, static_cast<int>(names.size()) - 1), names);
    });
    connect(session(), &ClassSession::handRaised, scope(),
            [this](const QString &name) { news(tr("%1 raised a hand."), {}, {name}); });
    connect(session()->people(), &PeopleCommands::removalWaits, scope(),
            [this](const QStringList &names) { showRemoval(names); });
    connect(session()->people(), &PeopleCommands::removalSettled, scope(), [this] { m_undo->hide(); });
}

void PeoplePanel::news(const QString &one, const QString &many, const QStringList &names)
{
    m_news->setText((names.size() == 1 ? one : many).arg(names.first()));
}

void PeoplePanel::showCalled(const QString &personId)
{
    if (personId.isEmpty()) return;
    m_list->select(personId);
    m_news->setText(tr("It is %1's turn.").arg(session()->participants()->nameOf(personId)));
}

void PeoplePanel::showRemoval(const QStringList &names)
{
    const auto text = names.size() == 1
                          ? tr("%1 is being removed.").arg(names.first())
                          : tr("%n people are being removed.", nullptr, static_cast<int>(names.size()));
    m_undo->showText(Banner::Tone::Warning, text, tr("Undo"));
}

} // namespace lectern
