// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/JsonReader.h"
#include "common/protocol/Message.h"

namespace lectern {

/// The part of the codec that knows each type's `message` (and the `code` of `error`).

/// Reads the payload that `type` asks for out of the whole frame; a misfit is left in `frame`.
Payload readPayload(MessageType type, JsonReader &frame);

/// Writes it into the whole frame.
void writePayload(const Message &message, QJsonObject &frame);

Participant readParticipant(JsonReader &reader);

} // namespace lectern
