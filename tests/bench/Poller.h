// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Socket.h"

#include <array>
#include <cstdint>

#include <sys/epoll.h>

namespace lectern::bench {

/// Many sockets in one thread that asks and never sleeps: a receiver that sleeps would have to be woken, and
/// the server would pay for that.
class Poller
{
public:
    Poller()
        : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    {
    }

    /// A closed descriptor takes itself off.
    void add(int fd, std::size_t index)
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
    }

    /// Calls `ready(index)` for each socket that has something to read; false when none has.
    template <typename Ready> bool turn(Ready ready)
    {
        const int count = epoll_wait(m_epoll.get(), m_events.data(), int(m_events.size()), 0);
        for (int i = 0; i < count; ++i)
            ready(std::size_t(m_events[std::size_t(i)].data.u64));
        return count > 0;
    }

private:
    Descriptor m_epoll;
    std::array<epoll_event, 256> m_events;
};

} // namespace lectern::bench
