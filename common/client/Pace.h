// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace lectern {

/// How fast a client may write, so that the server's limit is not met: `rate` frames a second and `burst` at
/// once, as the welcome tells them, with some left over for what is not kept waiting. A rate of 0: no limit.
class Pace
{
public:
    using Clock = std::chrono::steady_clock;

    Pace() = default;
    Pace(double rate, double burst);

    /// Zero: one more may go, and is counted. Else how long that has to wait.
    std::chrono::milliseconds take(Clock::time_point now = Clock::now());
    /// The server found it too fast: nothing for that long.
    void hold(std::chrono::milliseconds time, Clock::time_point now = Clock::now());

private:
    double m_rate = 0;
    double m_burst = 0;
    double m_tokens = 0;
    Clock::time_point m_last{};
};

} // namespace lectern
