// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Fanout.h"

#include "server/transport/EpollDispatcher.h"
#include "server/transport/SendQueue.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

#include <algorithm>

namespace lectern {

namespace {

/// However much comes in, what is ready to be sent does not wait for more rounds of reading than these.
constexpr int kMostLooks = 3;

} // namespace

void Fanout::schedule(SendQueue *queue)
{
    if (m_next.empty()) QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    m_next.push_back(queue);
}

void Fanout::forget(SendQueue *queue)
{
    // The posted event stays: an empty turn costs nothing.
    std::ranges::replace(m_next, queue, nullptr);
    std::ranges::replace(m_flushing, queue, nullptr);
}

bool Fanout::event(QEvent *event)
{
    if (event->type() != QEvent::User) return QObject::event(event);
    if (m_looks < kMostLooks && dispatchReadySockets()) {
        ++m_looks;
        // Behind what the reading has posted.
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
        return true;
    }
    m_looks = 0;
    flushAll();
    return true;
}

void Fanout::flushAll()
{
    m_flushing.swap(m_next);
    for (std::size_t i = 0; i < m_flushing.size(); ++i)
        if (m_flushing[i]) m_flushing[i]->endTurn();
    m_flushing.clear();
}

} // namespace lectern
