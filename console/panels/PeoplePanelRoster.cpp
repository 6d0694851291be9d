// SPDX-License-Identifier: GPL-3.0-or-later
// Who of the class list has not come yet.
#include "console/panels/PeoplePanel.h"

#include "common/client/WhenDone.h"
#include "console/models/RosterGap.h"

#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

void PeoplePanel::buildRoster()
{
    m_missing->setObjectName(u"notHereYet"_s);
    m_missing->setProperty("framed", true);
    m_missing->setPopupMode(QToolButton::InstantPopup);
    m_missing->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_missing->setMenu(new QMenu(m_missing));
    m_missing->hide();
}

/// Asked for at each welcome: the list may have been changed while the line was down.
void PeoplePanel::loadRoster()
{
    whenDone(session()->api().roster(session()->room().id), scope(),
             [this](const ApiResult<QStringList> &names) {
                 if (!names) return;
                 m_roster = *names;
                 updateMissing();
             });
}

void PeoplePanel::updateMissing()
{
    const auto missing =
        session() ? rostergap::notHereYet(m_roster, *session()->participants()) : QStringList();
    m_missing->setVisible(!missing.isEmpty());
    m_missing->setText(tr("Not here yet: %n", nullptr, static_cast<int>(missing.size())));
    m_missing->setToolTip(missing.mid(0, 30).join(u'\n'));
    auto *menu = m_missing->menu();
    menu->clear();
    for (const auto &name : missing)
        menu->addAction(QString(name).replace(u'&', u"&&"_s));
}

} // namespace lectern
