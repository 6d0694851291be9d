// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Arrivals.h"

namespace lectern {

Arrivals::Place Arrivals::enter(std::function<void()> giveWay)
{
    const quint64 number = m_entered++;
    m_line->emplace(number, std::move(giveWay));
    return Place(this, [line = m_line, number](const void *) { line->erase(number); });
}

bool Arrivals::makeRoom()
{
    if (m_line->empty()) return false;
    const auto longest = m_line->extract(m_line->begin());
    longest.mapped()();
    return true;
}

} // namespace lectern
