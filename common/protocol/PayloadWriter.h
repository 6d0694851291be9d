// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

namespace lectern {

/// Writes the message's payload into its frame (as `message`, and the `code` of `error`).
void writePayload(const Message &message, QJsonObject &frame);

} // namespace lectern
