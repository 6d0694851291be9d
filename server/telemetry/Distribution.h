// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qglobal.h>

#include <algorithm>
#include <span>
#include <vector>

namespace lectern {

/// How values spread over fixed ranges, and what they add up to: all that a histogram tells. Counting is an
/// addition in memory, without a lock: whoever counts and whoever reads share a thread.
class Distribution
{
public:
    /// `bounds`: the ranges' upper ends, included in them, growing; what lies beyond the last is counted,
    /// too. They outlive the distribution.
    explicit constexpr Distribution(std::span<const double> bounds)
        : m_bounds(bounds)
        , m_counts(bounds.size() + 1)
    {
    }

    void add(double value, quint64 times = 1)
    {
        m_counts[std::size_t(std::ranges::lower_bound(m_bounds, value) - m_bounds.begin())] += times;
        m_sum += value * double(times);
    }

    std::span<const double> bounds() const { return m_bounds; }
    /// One a range, and the last of what lies beyond them.
    const std::vector<quint64> &counts() const { return m_counts; }
    double sum() const { return m_sum; }

private:
    std::span<const double> m_bounds;
    std::vector<quint64> m_counts;
    double m_sum = 0;
};

/// Ranges for times that people wait for: from a millisecond to ten seconds.
inline constexpr double kWaitSeconds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                          0.25,  0.5,    1,     2.5,  5,     10};
/// Ranges for numbers of things that are dealt with together.
inline constexpr double kBatchSizes[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000};

} // namespace lectern
