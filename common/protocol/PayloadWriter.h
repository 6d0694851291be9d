// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

namespace lectern {

class ObjectText;

/// Writes the message's payload into its frame (as `message`, and the `code` of `error`); nothing if there is
/// none.
void writePayload(const Message &message, ObjectText &frame);

} // namespace lectern
