// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qglobal.h>

namespace lectern {

/// WebSocket close codes that the server uses (RFC 6455 section 7.4, and the project's own from 4400).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    Abnormal = 1006, ///< never on the wire: the connection ended without a close frame
    BadPayload = 1007,
    Policy = 1008,
    TooBig = 1009,
    InternalError = 1011,
    Malformed = 4400,
    TokenExpired = 4401,
    Kicked = 4403,
    RoomGone = 4404,
    TooSlow = 4408,
    Replaced = 4409,
    ClassEnded = 4410,
    TooFast = 4429,
};

} // namespace lectern
