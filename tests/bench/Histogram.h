// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <algorithm>
#include <array>
#include <bit>

namespace lectern::bench {

/// Counts durations in nanoseconds in buckets that are about 1.5 % wide.
class Histogram
{
public:
    void add(qint64 nanoseconds)
    {
        ++m_buckets[index(quint64(std::max<qint64>(nanoseconds, 0)))];
        ++m_count;
    }
    qint64 count() const { return m_count; }
    /// The duration that a share `q` of all stayed below, in milliseconds.
    double quantileMs(double q) const
    {
        qint64 before = qint64(double(m_count) * q);
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            if (before < m_buckets[i]) return double(lowest(i)) / 1e6;
            before -= m_buckets[i];
        }
        return 0;
    }

private:
    static constexpr int kBits = 6; ///< of a value that tell buckets of one power of two apart

    static std::size_t index(quint64 value)
    {
        const int shift = std::max(0, int(std::bit_width(value)) - kBits - 1);
        return (std::size_t(shift) << kBits) + std::size_t(value >> shift);
    }
    static quint64 lowest(std::size_t index)
    {
        const std::size_t shift = index < (2u << kBits) ? 0 : (index >> kBits) - 1;
        return quint64(index - (shift << kBits)) << shift;
    }

    std::array<qint64, (64u << kBits)> m_buckets{};
    qint64 m_count = 0;
};

} // namespace lectern::bench
