// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Waits between tries: 0.5 s doubling up to 15 s, each drawn from its upper half so that a class that
/// lost its server together does not come back in one moment.
class Backoff
{
public:
    /// Seconds to wait before the next try.
    double next();
    void reset() { m_ceiling = kFirst; }

private:
    static constexpr double kFirst = 0.5;
    static constexpr double kLongest = 15;
    double m_ceiling = kFirst;
};

} // namespace lectern
