// SPDX-License-Identifier: GPL-3.0-or-later
// What a teacher lays down about people: who may write, how they are called, who helps, who stays out.
#include "console/panels/PeoplePanel.h"

#include "console/panels/PeopleActions.h"
#include "console/widgets/BansDialog.h"
#include "console/widgets/PeopleList.h"
#include "console/widgets/Question.h"

#include <QtGui/QAction>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMessageBox>

using namespace Qt::StringLiterals;

namespace lectern {

void PeoplePanel::connectRules()
{
    connect(m_actions->hideNames, &QAction::triggered, this,
            [this](bool hide) { session()->setNames(hide ? Names::Hidden : Names::Shown); });
    connect(m_actions->bans, &QAction::triggered, this, &PeoplePanel::showBans);
    connect(m_actions->mute, &QAction::triggered, this, [this](bool mute) {
        for (const auto &id : m_list->selectedIds())
            session()->people()->mute(id, mute);
    });
    connect(m_actions->rename, &QAction::triggered, this, [this] { askName(false); });
    connect(m_actions->realName, &QAction::triggered, this, [this] { askName(true); });
    connect(m_actions->assistant, &QAction::triggered, this, [this](bool assistant) {
        for (const auto &id : m_list->selectedIds())
            session()->setAssistant(id, assistant);
    });
    connect(m_actions->handOver, &QAction::triggered, this, &PeoplePanel::confirmHandOver);
}

void PeoplePanel::askName(bool real)
{
    const auto id = m_list->selectedIds().value(0);
    const auto *entry = session()->participants()->entry(id);
    if (!entry) return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"personNameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(real ? tr("Real name") : tr("Rename a student"));
    dialog->setLabelText(real ? tr("Real name of %1; only teachers see it").arg(entry->person.name)
                              : tr("New name, for everyone"));
    dialog->setTextValue(real ? entry->person.realName : entry->person.name);
    dialog->setOkButtonText(tr("Rename"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, session(), [this, id, real](const QString &name) {
        auto *people = session()->people();
        real ? people->setRealName(id, name.trimmed()) : people->rename(id, name.trimmed());
    });
    dialog->open();
}

void PeoplePanel::showBans()
{
    auto *dialog = new BansDialog(session()->api(), session()->room().id, this);
    connect(dialog, &BansDialog::failed, this, &ClassPanel::noticed);
    dialog->open();
}

void PeoplePanel::confirmHandOver()
{
    const auto id = m_list->selectedIds().value(0);
    auto *box = question::make(this, u"confirmHandOver"_s, tr("Hand the class over"),
                               tr("Hand the class over to %1? It is theirs then, and ends with them.")
                                   .arg(session()->participants()->nameOf(id)),
                               tr("Hand over"));
    connect(box, &QDialog::accepted, session(), [this, id] { session()->handOver(id); });
    box->open();
}

} // namespace lectern
