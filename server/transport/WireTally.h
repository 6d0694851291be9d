// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/ErrorCode.h"
#include "server/telemetry/EnumTally.h"
#include "server/transport/CloseTally.h"

#include <QtCore/QByteArray>

#include <map>

namespace lectern {

/// Who is connected, and how requests and connections have ended since the start. Main thread.
struct WireTally
{
    std::map<QByteArray, qint64> connections;      ///< open ones, by dialect; a reference to one stays good
    std::map<int, quint64> answers;                ///< to HTTP requests, refused upgrades included, by status
    EnumTally<ErrorCode, kErrorCodeCount> refused; ///< those of them that were problems, by code
    CloseTally closes;                             ///< of WebSockets
};

} // namespace lectern
