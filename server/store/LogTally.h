// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telemetry/Distribution.h"

namespace lectern {

/// What the log has been given since the start. Main thread.
struct LogTally
{
    quint64 stored = 0;
    quint64 repeated = 0;              ///< stored before, by its `ref`
    quint64 refused = 0;               ///< not stored
    Distribution commit{kWaitSeconds}; ///< seconds a batch took until it was committed
    Distribution batch{kBatchSizes};   ///< messages in it
};

} // namespace lectern
