// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <cstddef>
#include <deque>
#include <iterator>

namespace lectern::bench {

/// What of a room's messages is under way. They are numbered from 1.
class RoomFlow
{
public:
    explicit RoomFlow(int people)
        : m_people(people)
    {
    }

    qint64 sent() const { return m_sent; }
    /// From the oldest that somebody still lacks to the newest.
    qint64 underWay() const { return std::ssize(m_missing); }

    /// The number of the message that leaves now.
    qint64 begin()
    {
        m_missing.push_back(m_people);
        return ++m_sent;
    }
    /// Somebody has it.
    void arrived(qint64 number)
    {
        const qint64 index = number - (m_sent - underWay() + 1);
        if (index < 0 || index >= underWay()) return;
        --m_missing[std::size_t(index)];
        while (!m_missing.empty() && m_missing.front() <= 0)
            m_missing.pop_front();
    }

private:
    int m_people;
    qint64 m_sent = 0;
    std::deque<int> m_missing; ///< receivers that still lack each message under way
};

} // namespace lectern::bench
