// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/EpollSet.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QSocketNotifier>

#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>

namespace lectern {

namespace {

constexpr int kEventsATurn = 512;

struct Kind
{
    QSocketNotifier::Type type;
    quint32 watch;
    quint32 ready; ///< errors are noticed by whoever reads or writes next
};

constexpr std::array kKinds{
    Kind{QSocketNotifier::Read, EPOLLIN, EPOLLIN | EPOLLHUP | EPOLLERR},
    Kind{QSocketNotifier::Write, EPOLLOUT, EPOLLOUT | EPOLLHUP | EPOLLERR},
    Kind{QSocketNotifier::Exception, EPOLLPRI, EPOLLPRI},
};

} // namespace

EpollSet::EpollSet()
    : m_descriptor(epoll_create1(EPOLL_CLOEXEC))
{
}

EpollSet::~EpollSet()
{
    if (isValid()) ::close(m_descriptor);
}

quint32 EpollSet::Entry::wanted() const
{
    quint32 events = 0;
    for (const Kind &kind : kKinds)
        if (notifiers[kind.type]) events |= kind.watch;
    return events;
}

bool EpollSet::tell(int operation, int descriptor, quint32 events) const
{
    epoll_event event{};
    event.events = events;
    event.data.fd = descriptor;
    return epoll_ctl(m_descriptor, operation, descriptor, &event) == 0;
}

bool EpollSet::add(QSocketNotifier *notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    Entry &entry = m_entries[descriptor];
    entry.notifiers[notifier->type()] = notifier;
    // The first one at once: the kernel may refuse the descriptor.
    if (entry.applied == 0) {
        const quint32 events = entry.wanted();
        if (!tell(EPOLL_CTL_ADD, descriptor, events) &&
            !(errno == EEXIST && tell(EPOLL_CTL_MOD, descriptor, events))) {
            m_entries.remove(descriptor);
            return false;
        }
        entry.applied = events;
    } else if (!entry.changed) {
        entry.changed = true;
        m_changed.append(descriptor);
    }
    return true;
}

bool EpollSet::remove(QSocketNotifier *notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    const auto found = m_entries.find(descriptor);
    if (found == m_entries.end() || found->notifiers[notifier->type()] != notifier) return false;
    found->notifiers[notifier->type()] = nullptr;
    if (found->isEmpty()) {
        // The last one at once: the descriptor may be closed next, and its number taken by another.
        tell(EPOLL_CTL_DEL, descriptor, 0);
        m_entries.erase(found);
    } else if (!found->changed) {
        found->changed = true;
        m_changed.append(descriptor);
    }
    return true;
}

void EpollSet::apply()
{
    for (const int descriptor : std::as_const(m_changed)) {
        const auto found = m_entries.find(descriptor);
        if (found == m_entries.end()) continue;
        found->changed = false;
        const quint32 wanted = found->wanted();
        if (wanted == found->applied) continue;
        // A descriptor that was closed under its notifier has left the set by itself.
        if (tell(EPOLL_CTL_MOD, descriptor, wanted) ||
            (errno == ENOENT && tell(EPOLL_CTL_ADD, descriptor, wanted)))
            found->applied = wanted;
    }
    m_changed.clear();
}

bool EpollSet::dispatch()
{
    apply();
    std::array<epoll_event, kEventsATurn> events;
    const int count = epoll_wait(m_descriptor, events.data(), kEventsATurn, 0);
    for (int i = 0; i < count; ++i) {
        for (const Kind &kind : kKinds) {
            if (!(events[i].events & kind.ready)) continue;
            // Looked up each time: a notifier's slot may remove any other.
            const auto found = m_entries.constFind(events[i].data.fd);
            if (found == m_entries.cend()) break;
            if (QSocketNotifier *notifier = found->notifiers[kind.type]) {
                QEvent activation(QEvent::SockAct);
                QCoreApplication::sendEvent(notifier, &activation);
            }
        }
    }
    return count > 0;
}

} // namespace lectern
