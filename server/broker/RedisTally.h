// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telemetry/Distribution.h"

namespace lectern {

/// What has gone over Redis since the start. Main thread.
struct RedisTally
{
    quint64 published = 0;          ///< on rooms' channels, notices about seats included
    quint64 received = 0;           ///< from other nodes
    quint64 dropped = 0;            ///< what others published there and could not be understood
    quint64 disconnects = 0;        ///< how often the nodes were out of each other's reach
    Distribution lag{kWaitSeconds}; ///< seconds from publishing until it came back to this node, too
};

} // namespace lectern
