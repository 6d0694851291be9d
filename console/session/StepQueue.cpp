// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/StepQueue.h"

#include "console/session/Outbox.h"

namespace lectern {

StepQueue::StepQueue(Outbox &outbox, TimelineModel &timeline, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_timeline(timeline)
{
    // Queued: the timeline tells of a change in the middle of it.
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_timeline, change, this, &StepQueue::goOn, Qt::QueuedConnection);
    connect(&m_timeline, &QAbstractItemModel::dataChanged, this, &StepQueue::goOn, Qt::QueuedConnection);
}

bool StepQueue::push(const PlanStep &step)
{
    if (m_waiting.isEmpty() && lastHasLeft()) return send(step);
    m_waiting.append(step);
    return true;
}

void StepQueue::goOn()
{
    while (!m_waiting.isEmpty() && lastHasLeft())
        send(m_waiting.takeFirst());
}

bool StepQueue::send(const PlanStep &step)
{
    if (!m_outbox.sendStep(step)) return false;
    m_last = m_timeline.entryAt(m_timeline.rowCount() - 1)->key;
    return true;
}

/// What is kept for the line has a ref, in the order in which it will go.
bool StepQueue::lastHasLeft() const
{
    const auto *last = m_timeline.entry(m_last);
    return !last || !last->ref.isEmpty() || last->hasFailed() || last->state == TimelineEntry::State::Sent;
}

} // namespace lectern
