// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/JoinPanel.h"

#include "console/widgets/JoinCard.h"

#include <QtWidgets/QBoxLayout>

namespace lectern {

JoinPanel::JoinPanel()
    : m_card(new JoinCard)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card, 0, Qt::AlignTop);
    connect(m_card, &JoinCard::enlargeRequested, this, &JoinPanel::enlargeRequested);
}

QString JoinPanel::title() const
{
    return tr("Code for students");
}

void JoinPanel::sessionChanged()
{
    if (!session()) return;
    connect(session(), &ClassSession::roomChanged, scope(), [this] { updateRoom(); });
    updateRoom();
}

void JoinPanel::updateRoom()
{
    const auto &room = session()->room();
    m_card->setRoom(room.id, room.joinUrl);
}

} // namespace lectern
