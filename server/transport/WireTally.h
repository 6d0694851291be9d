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
    std::map<QByteArray, qint64> connections; ///< open ones, by dialect; a reference to one stays good
    /// To HTTP requests, refused upgrades included, by status. The usual ones are there from the start: the
    /// first of something that has not been there before is no growth to who reads this.
    std::map<int, quint64> answers{{200, 0}, {201, 0}, {204, 0}, {304, 0}, {400, 0}, {401, 0}, {403, 0},
                                   {404, 0}, {409, 0}, {413, 0}, {429, 0}, {500, 0}, {503, 0}};
    EnumTally<ErrorCode, kErrorCodeCount> refused; ///< those of them that were problems, by code
    CloseTally closes;                             ///< of WebSockets
};

} // namespace lectern
