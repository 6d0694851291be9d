// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Pace.h"

#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

constexpr double kShare = 0.5; ///< of the server's burst: hands, votes and questions are not held back

/// Clocks differ, and frames arrive closer together than they left.
constexpr double kCaution = 0.9;

} // namespace

Pace::Pace(double rate, double burst)
    : m_rate(rate * kCaution)
    , m_burst(std::max(1.0, burst * kShare))
    , m_tokens(m_burst)
{
}

std::chrono::milliseconds Pace::take(Clock::time_point now)
{
    using namespace std::chrono_literals;
    if (m_rate <= 0) return 0ms;
    if (m_last != Clock::time_point{}) {
        const double passed = std::max(0.0, std::chrono::duration<double>(now - m_last).count());
        m_tokens = std::min(m_burst, m_tokens + m_rate * passed);
    }
    m_last = std::max(m_last, now);
    if (m_tokens < 1) {
        const auto held = std::chrono::ceil<std::chrono::milliseconds>(m_last - now);
        return held + std::chrono::milliseconds(static_cast<long>(std::ceil((1 - m_tokens) / m_rate * 1000)));
    }
    m_tokens -= 1;
    return 0ms;
}

void Pace::hold(std::chrono::milliseconds time, Clock::time_point now)
{
    m_tokens = 0;
    m_last = now + time;
}

} // namespace lectern
