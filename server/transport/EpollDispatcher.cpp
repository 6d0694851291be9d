// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/EpollDispatcher.h"

#ifdef LECTERN_EPOLL

#include "server/transport/EpollSet.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>
#include <QtCore/private/qeventdispatcher_unix_p.h>

#include <memory>

namespace lectern {

namespace {

/// Qt's own dispatcher polls every descriptor on every turn. This one gives it a single descriptor to
/// poll, that of an epoll set in which all sockets are; timers and posted events stay Qt's.
class EpollDispatcher : public QAbstractEventDispatcher
{
public:
    EpollDispatcher()
    {
        connect(&m_inner, &QAbstractEventDispatcher::awake, this, &QAbstractEventDispatcher::awake);
        connect(&m_inner, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            m_aboutToBlock = true;
            Q_EMIT aboutToBlock();
            m_set.apply();
            m_aboutToBlock = false;
        });
    }

    bool isValid() const { return m_set.isValid(); }
    bool dispatchReady() { return m_set.dispatch(); }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override
    {
        // Made late, as a notifier needs a thread whose dispatcher is in place.
        if (!m_ready) {
            m_ready = std::make_unique<QSocketNotifier>(m_set.descriptor(), QSocketNotifier::Read);
            connect(m_ready.get(), &QSocketNotifier::activated, this, [this] { m_set.dispatch(); });
        }
        m_set.apply();
        return m_inner.processEvents(flags);
    }

    void registerSocketNotifier(QSocketNotifier *notifier) override
    {
        const bool own = notifier->socket() == m_set.descriptor();
        if (own || !m_set.add(notifier)) m_inner.registerSocketNotifier(notifier);
    }

    void unregisterSocketNotifier(QSocketNotifier *notifier) override
    {
        if (!m_set.remove(notifier)) m_inner.unregisterSocketNotifier(notifier);
    }

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override
    {
        m_inner.registerTimer(id, interval, type, object);
    }
    bool unregisterTimer(int id) override { return m_inner.unregisterTimer(id); }
    bool unregisterTimers(QObject *object) override { return m_inner.unregisterTimers(object); }
    QList<TimerInfo> registeredTimers(QObject *object) const override
    {
        return m_inner.registeredTimers(object);
    }
    int remainingTime(int id) override { return m_inner.remainingTime(id); }
    /// Who posts an event from within this thread is awake already, unless that was the last moment before
    /// the sleep: the next turn looks for posted events first. Saves two system calls a message.
    void wakeUp() override
    {
        if (QThread::currentThread() != thread() || m_aboutToBlock) m_inner.wakeUp();
    }
    void interrupt() override { m_inner.interrupt(); }
    void closingDown() override { m_ready.reset(); }

private:
    EpollSet m_set;
    QEventDispatcherUNIX m_inner;
    std::unique_ptr<QSocketNotifier> m_ready;
    bool m_aboutToBlock = false;
};

} // namespace

bool installEpollDispatcher()
{
    auto dispatcher = std::make_unique<EpollDispatcher>();
    if (!dispatcher->isValid()) return false;
    QCoreApplication::setEventDispatcher(dispatcher.release());
    return true;
}

bool dispatchReadySockets()
{
    auto *dispatcher = dynamic_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
    return dispatcher && dispatcher->dispatchReady();
}

} // namespace lectern

#else

namespace lectern {

bool installEpollDispatcher()
{
    return false;
}

bool dispatchReadySockets()
{
    return false;
}

} // namespace lectern

#endif
