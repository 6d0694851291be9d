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
    auto *names = new QMenu(m_missing);
    m_missing->setMenu(names);
    connect(names, &QMenu::aboutToShow, this, [this, names] {
        names->clear();
        for (const auto &name : missing())
            names->addAction(QString(name).replace(u'&', u"&&"_s));
    });
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

QStringList PeoplePanel::missing() const
{
    return session() ? rostergap::notHereYet(m_roster, *session()->participants()) : QStringList();
}

void PeoplePanel::updateMissing()
{
    const auto names = missing();
    m_missing->setVisible(!names.isEmpty());
    m_missing->setText(tr("Not here yet: %n", nullptr, static_cast<int>(names.size())));
    m_missing->setToolTip(names.mid(0, 30).join(u'\n'));
}

} // namespace lectern
