// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/PeoplePanel.h"

#include "console/widgets/ParticipantsPanel.h"
#include "console/widgets/Question.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

using namespace Qt::StringLiterals;

namespace lectern {

PeoplePanel::PeoplePanel()
    : m_people(new ParticipantsPanel)
    , m_goToPeople(makeAction(u"peopleAction"_s, Qt::CTRL | Qt::Key_1))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_people);
    connect(m_people, &ParticipantsPanel::messageRequested, this, &PeoplePanel::messageRequested);
    connect(m_people, &ParticipantsPanel::lowerHandRequested, this,
            [this](const QString &personId) { session()->lowerHand(personId); });
    connect(m_people, &ParticipantsPanel::kickRequested, this, &PeoplePanel::confirmKick);
    connect(m_goToPeople, &QAction::triggered, this,
            [this] { m_people->findChild<QWidget *>(u"peopleList"_s)->setFocus(Qt::ShortcutFocusReason); });
    PeoplePanel::retranslate();
}

QString PeoplePanel::title() const
{
    return tr("Students");
}

void PeoplePanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addAction(m_goToPeople);
}

void PeoplePanel::sessionChanged()
{
    m_people->setParticipants(session() ? session()->participants() : nullptr);
    if (!session()) return;
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
}

void PeoplePanel::news(const QString &one, const QString &many, const QStringList &names)
{
    m_people->setNews((names.size() == 1 ? one : many).arg(names.first()));
}

void PeoplePanel::confirmKick(const ClassSession::Recipient &student)
{
    if (student.id.isEmpty()) return;
    auto *box = question::make(this, u"confirmKick"_s, tr("Remove a student"),
                               tr("Remove %1 from the class?").arg(student.name), tr("Remove"));
    auto *ban = new QCheckBox(tr("Do not let this student come in again"));
    ban->setObjectName(u"ban"_s);
    box->setCheckBox(ban);
    connect(box, &QDialog::accepted, session(),
            [this, ban, id = student.id] { session()->kick(id, ban->isChecked()); });
    box->open();
}

void PeoplePanel::retranslate()
{
    m_goToPeople->setText(tr("Go to the &students"));
}

} // namespace lectern
