// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PlanStep.h"

#include <QtCore/QObject>

namespace lectern {

class Outbox;
class TimelineModel;

/// Steps of a lesson plan on their way into a class, in the order of the plan: a text that comes after a
/// picture waits until the class was told of the picture, however quickly the two were pushed.
class StepQueue : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    StepQueue(Outbox &outbox, TimelineModel &timeline, QObject *parent = nullptr);

    /// False when it was refused at once (the outbox says why). What has to wait first may be refused later.
    bool push(const PlanStep &step);

private:
    void goOn();
    bool send(const PlanStep &step);
    bool lastHasLeft() const;

    Outbox &m_outbox;
    TimelineModel &m_timeline;
    QList<PlanStep> m_waiting;
    QString m_last; ///< key of the message sent last
};

} // namespace lectern
