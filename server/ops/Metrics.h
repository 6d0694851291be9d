// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisTally.h"
#include "server/domain/RoomTally.h"
#include "server/ops/ProcessWatch.h"
#include "server/store/LogTally.h"
#include "server/transport/WireTally.h"

#include <QtCore/QByteArray>

namespace lectern {

/// How a node stands at this moment, and what its parts have counted.
struct NodeFigures
{
    const RoomTally &room;
    const LogTally &log;
    const WireTally &wire;
    const RedisTally *redis = nullptr; ///< null: without Redis
    int rooms = 0;
    int people = 0;
    qint64 bytesWaiting = 0;
    bool redisUp = true;
    bool databaseUp = true;
    bool draining = false;
    ProcessWatch::Figures process = {};
};

/// What /metrics answers: the names, their meanings and their labels are all here. Names begin with
/// `lectern_` or `process_`, counters end in `_total`, no label carries an id.
QByteArray metricsText(const NodeFigures &node);

} // namespace lectern
