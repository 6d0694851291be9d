// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

namespace lectern {

/// The message that an entry of one's own says.
Message outgoingMessage(const QString &roomId, const TimelineEntry &entry);
/// Takes a stored message back for everyone.
Message deletionOf(const QString &roomId, const QString &messageId);

} // namespace lectern
