// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"
#include "console/session/PlanStore.h"

namespace lectern {

class PlanPanel;
class StepQueue;

/// The lesson plan beside a class: pushes its steps to everyone.
class LessonPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// Both outlive the panel.
    LessonPanel(PlanStore &store, Preferences &preferences);
    ~LessonPanel() override;

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;
    void addPicture(const QImage &picture) { m_store.addPicture(picture); }

Q_SIGNALS:
    /// A step was handed to the session.
    void sent();
    /// The teacher wants to see the plan.
    void wanted();

protected:
    void sessionChanged() override; ///< another class begins with the first step
    void retranslate() override;

private:
    void push(int row);

    PlanStore &m_store;
    PlanPanel *m_plan;
    QAction *m_next;
    QAction *m_goTo;
    QString m_roomId;
    std::unique_ptr<StepQueue> m_queue; ///< into the class that is held; null: none
};

} // namespace lectern
