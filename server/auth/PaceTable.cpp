// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PaceTable.h"

#include <algorithm>

namespace lectern {

using namespace std::chrono_literals;

namespace {

constexpr quint64 kOthers = ~Q_UINT64_C(0);
constexpr std::chrono::seconds kSweep = 1s; ///< a full table is gone through once in that time

} // namespace

PaceTable::PaceTable(Pace pace, std::function<Clock::time_point()> now)
    : m_pace(pace)
    , m_now(std::move(now))
{
}

std::chrono::milliseconds PaceTable::wait(quint64 key) const
{
    if (m_pace.rate <= 0) return 0ms;
    const auto found = m_counts.constFind(placeOf(key));
    if (found == m_counts.cend()) return 0ms;
    const double missing = spent(*found) + 1 - m_pace.burst;
    if (missing <= 0) return 0ms;
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(missing / m_pace.rate));
}

void PaceTable::count(quint64 key)
{
    if (m_pace.rate <= 0) return;
    if (m_counts.size() >= kMost) forgetSettled();
    Count &count = m_counts[placeOf(key)];
    count = {spent(count) + 1, m_now()};
}

quint64 PaceTable::placeOf(quint64 key) const
{
    return m_counts.size() < kMost || m_counts.contains(key) ? key : kOthers;
}

double PaceTable::spent(const Count &count) const
{
    const double seconds = std::chrono::duration<double>(m_now() - count.at).count();
    return std::max(0.0, count.spent - seconds * m_pace.rate);
}

void PaceTable::forgetSettled()
{
    if (m_now() < m_nextSweep) return;
    m_nextSweep = m_now() + kSweep;
    m_counts.removeIf([this](const auto &each) { return spent(each.value()) <= 0; });
}

} // namespace lectern
