// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// How this process does, as the system sees it. What cannot be found out (another system than Linux) is 0.
class ProcessWatch
{
public:
    ProcessWatch(); ///< when the process started is found out once: it must not move with the clock

    struct Figures
    {
        double startedAt = 0;     ///< seconds since 1970
        double cpuSeconds = 0;    ///< used by all its threads
        double residentBytes = 0; ///< memory that it takes up
        double virtualBytes = 0;  ///< addresses that it has been given
        double openFiles = 0;     ///< descriptors, sockets included
        double maxFiles = 0;      ///< as many as it may have
    };
    Figures figures() const;

private:
    double m_startedAt = 0;
};

} // namespace lectern
