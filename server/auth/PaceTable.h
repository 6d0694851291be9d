// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>

#include <chrono>
#include <functional>

namespace lectern {

/// How often something may happen: `burst` times at once, and `rate` times a second from then on.
struct Pace
{
    double rate = 0; ///< 0: no limit
    double burst = 1;
};

/// Counts what has happened, by whom or where, and tells when that was too often. Remembers at most kMost of
/// them: whoever comes beyond shares one count.
class PaceTable
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr qsizetype kMost = 20'000;

    explicit PaceTable(Pace pace, std::function<Clock::time_point()> now = Clock::now);

    /// Until it may happen once more; zero: now.
    std::chrono::milliseconds wait(quint64 key) const;

    void count(quint64 key);

    qsizetype size() const { return m_counts.size(); } ///< of what is remembered

private:
    struct Count
    {
        double spent = 0; ///< at that time; it dwindles by the rate
        Clock::time_point at;
    };
    quint64 placeOf(quint64 key) const;
    double spent(const Count &count) const;
    void forgetSettled();

    Pace m_pace;
    std::function<Clock::time_point()> m_now;
    QHash<quint64, Count> m_counts;
    Clock::time_point m_nextSweep;
};

} // namespace lectern
