// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

namespace lectern {

/// The limits of a system, with the contract's defaults. The names are those of the TOML keys under
/// `limits` and of `welcome.limits`. 0 for `rate` means no limit.
struct Limits
{
    int text = 4'000;         ///< characters (code points) of a message's text
    qint64 frame = 65'536;    ///< bytes of one WebSocket message from a client
    int name = 40;            ///< characters (code points) of a person's or a room's name
    qint64 file = 20'971'520; ///< bytes of an uploaded file
    double rate = 20;         ///< frames a second and person
    double burst = 40;        ///< frames that may come at once
    int participants = 1'000; ///< people in a room
    int roomsPerUser = 50;    ///< open rooms that one account may own
    qint64 queue = 1'048'576; ///< bytes that may wait to be sent on one connection
    int connections = 20'000; ///< connections a node
    int recovery = 1'000;     ///< messages that a reconnect may catch up on
    double pingInterval = 25; ///< seconds between pings
    double pingTimeout = 10;  ///< seconds in which a ping must be answered
    double headTimeout = 10;  ///< seconds in which a request head must be complete
    qint64 body = 1'048'576;  ///< bytes of a JSON request body
    qint64 roomBytes = 0;     ///< bytes of a room's messages and files; 0: no limit
    qint64 systemBytes = 0;   ///< the same of all rooms together

    bool operator==(const Limits &) const = default;
};

} // namespace lectern
