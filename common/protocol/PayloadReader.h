// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/JsonReader.h"
#include "common/protocol/Message.h"

namespace lectern {

/// Reads the payload that `type` asks for out of the whole frame (its `message`, and the `code` of `error`).
/// A misfit is left in `frame`.
Payload readPayload(MessageType type, JsonReader &frame);

Participant readParticipant(JsonReader &reader);

/// Whether all texts in it, names among them, are well-formed Unicode: no node reads others.
bool isWellFormed(const QJsonValue &value);

} // namespace lectern
