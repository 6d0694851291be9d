// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/JoinPanel.h"

#include "console/widgets/JoinCard.h"
#include "console/widgets/ProjectorView.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

JoinPanel::JoinPanel(QWidget *page)
    : m_card(new JoinCard)
    , m_projector(new ProjectorView(page))
    , m_enlarge(makeAction(u"enlargeAction"_s, Qt::Key_F11))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    connect(m_card, &JoinCard::enlargeRequested, m_projector, &ProjectorView::open);
    connect(m_enlarge, &QAction::triggered, m_projector, &ProjectorView::open);
    JoinPanel::retranslate();
}

QString JoinPanel::title() const
{
    return tr("Code for students");
}

void JoinPanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addAction(m_enlarge);
}

void JoinPanel::sessionChanged()
{
    m_projector->hide();
    if (!session()) return;
    connect(session(), &ClassSession::roomChanged, scope(), [this] { updateRoom(); });
    updateRoom();
}

void JoinPanel::updateRoom()
{
    const auto &room = session()->room();
    m_card->setRoom(room.id, room.joinUrl);
    m_projector->setRoom(room.id, room.joinUrl);
}

void JoinPanel::retranslate()
{
    m_enlarge->setText(tr("En&large the code"));
}

} // namespace lectern
