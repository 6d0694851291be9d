// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Room.h"
#include "server/transport/Http.h"

#include <QtCore/QString>

namespace lectern {

/// The program and the system behind a request as its `User-Agent` tells it, in short: "Chrome · Android".
/// Empty where neither is known.
QString agentOf(const HttpHead &head);
QString agentOf(QByteArrayView userAgent);

/// All of it: the protocol, the agent, the client's address.
Approach approachOf(const HttpHead &head, Via via);

} // namespace lectern
