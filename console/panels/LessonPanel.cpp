// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/LessonPanel.h"

#include "console/session/StepQueue.h"
#include "console/widgets/PlanPanel.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

LessonPanel::LessonPanel(PlanStore &store, Preferences &preferences)
    : m_store(store)
    , m_plan(new PlanPanel(store, preferences))
    , m_next(makeAction(u"pushNextAction"_s, Qt::Key_F9))
    , m_goTo(makeAction(u"planAction"_s, Qt::CTRL | Qt::Key_4))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_plan);
    connect(m_plan, &PlanPanel::pushRequested, this, &LessonPanel::push);
    connect(m_next, &QAction::triggered, m_plan, &PlanPanel::pushNext);
    connect(m_goTo, &QAction::triggered, this, [this] {
        Q_EMIT wanted();
        m_plan->focusSteps();
    });
    LessonPanel::retranslate();
}

LessonPanel::~LessonPanel() = default;

QString LessonPanel::title() const
{
    return tr("Lesson plan");
}

void LessonPanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_next, m_goTo});
}

void LessonPanel::sessionChanged()
{
    const auto update = [this] { m_plan->setCanPush(session() && !session()->hasEnded()); };
    update();
    m_queue.reset();
    if (!session()) return;
    m_queue = std::make_unique<StepQueue>(session()->outbox(), *session()->timeline());
    if (session()->room().id != m_roomId) m_store.plan()->rewind();
    m_roomId = session()->room().id;
    connect(session(), &ClassSession::ended, scope(), update);
    connect(session(), &ClassSession::lineChanged, scope(), update);
}

void LessonPanel::push(int row)
{
    const auto *step = m_store.plan()->stepAt(row);
    if (!m_queue || !m_queue->push(*step)) return;
    m_store.plan()->setPushed(row, QDateTime::currentDateTimeUtc());
    Q_EMIT sent();
}

void LessonPanel::retranslate()
{
    m_next->setText(tr("Push the &next step of the plan"));
    m_goTo->setText(tr("Go to the lesson &plan"));
}

} // namespace lectern
