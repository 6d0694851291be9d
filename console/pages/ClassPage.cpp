// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ClassPage.h"

#include "console/pages/ClassDocks.h"
#include "console/panels/AskPanel.h"
#include "console/panels/ComposePanel.h"
#include "console/panels/HeaderPanel.h"
#include "console/panels/JoinPanel.h"
#include "console/panels/LessonPanel.h"
#include "console/panels/LinePanel.h"
#include "console/panels/NotifyPanel.h"
#include "console/panels/PeoplePanel.h"
#include "console/panels/ProjectorPanel.h"
#include "console/panels/PulsePanel.h"
#include "console/panels/TimelinePanel.h"
#include "console/panels/TimerPanel.h"
#include "console/style/Theme.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

ClassPage::ClassPage(Preferences &preferences, PlanStore &plan, QWidget *parent)
    : QWidget(parent)
    , m_docks(new ClassDocks(preferences))
    , m_line(own(new LinePanel))
{
    auto *compose = own(new ComposePanel(preferences));
    auto *lesson = own(new LessonPanel(plan, preferences));
    auto *join = own(new JoinPanel);
    auto *timeline = own(new TimelinePanel(preferences, this));
    auto *people = own(new PeoplePanel(preferences));
    auto *ask = own(new AskPanel);
    auto *timer = own(new TimerPanel);
    auto *projector = own(new ProjectorPanel(this));
    own(new NotifyPanel(preferences, std::make_unique<SystemTray>(), this));
    auto *pulse = own(new PulsePanel);
    auto *header = own(new HeaderPanel(preferences));

    auto *talk = new QWidget;
    auto *talkLayout = new QVBoxLayout(talk);
    talkLayout->setContentsMargins(theme::kGap, 0, theme::kGap, 0);
    talkLayout->setSpacing(theme::kGap);
    talkLayout->addWidget(m_line);
    talkLayout->addWidget(timeline, 1);
    talkLayout->addWidget(compose);
    m_docks->setCentralWidget(talk);
    m_docks->add(join, u"joinDock"_s, Qt::LeftDockWidgetArea);
    m_docks->add(people, u"peopleDock"_s, Qt::RightDockWidgetArea);
    m_docks->addBehind(lesson, u"planDock"_s, people);
    m_docks->add(ask, u"askDock"_s, Qt::LeftDockWidgetArea);
    m_docks->addBehind(pulse, u"pulseDock"_s, ask);
    m_docks->addBehind(timer, u"timerDock"_s, ask);
    m_docks->restore();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 20);
    layout->setSpacing(14);
    layout->addWidget(header);
    layout->addWidget(m_docks, 1);

    connect(header, &HeaderPanel::searchRequested, timeline, &TimelinePanel::openSearch);
    connect(compose, &ComposePanel::sent, timeline, &TimelinePanel::showNewest);
    connect(compose, &ComposePanel::planRequested, lesson, &LessonPanel::addPicture);
    connect(lesson, &LessonPanel::sent, timeline, &TimelinePanel::showNewest);
    connect(lesson, &LessonPanel::wanted, m_docks, [this, lesson] { m_docks->bringUp(lesson); });
    connect(people, &PeoplePanel::messageRequested, compose, &ComposePanel::writeTo);
    connect(join, &JoinPanel::enlargeRequested, projector, &ProjectorPanel::open);
    connect(ask, &AskPanel::wanted, this, [this, ask] { m_docks->bringUp(ask); });
    connect(header, &HeaderPanel::leaveRequested, this, &ClassPage::leaveRequested);
    connect(m_line, &LinePanel::reopenRequested, this, &ClassPage::reopenRequested);
    connect(m_line, &LinePanel::leaveRequested, this, &ClassPage::leaveRequested);
}

template <typename Panel> Panel *ClassPage::own(Panel *panel)
{
    m_panels.append(panel);
    connect(panel, &ClassPanel::noticed, this, &ClassPage::notice);
    return panel;
}

void ClassPage::setSession(ClassSession *session)
{
    // What was asked in the class before is not asked in this one.
    const auto dialogs = findChildren<QDialog *>();
    for (auto *dialog : dialogs)
        dialog->reject();
    for (auto *panel : std::as_const(m_panels))
        panel->setSession(session);
}

void ClassPage::fillMenus(const ClassMenus &menus)
{
    for (auto *panel : std::as_const(m_panels)) {
        menus.classMenu->addSeparator();
        panel->fillMenus(menus);
    }
    m_docks->fillMenu(menus.layoutMenu);
}

void ClassPage::notice(const QString &text)
{
    m_line->notice(text);
}

} // namespace lectern
