// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Codec.h"
#include "common/protocol/Envelope.h"
#include "common/protocol/Problem.h"

namespace lectern {

/// What a client of `/room` says, as the room takes it: a signal that carries the whole object, `sender` set,
/// to `receiver`, or to all when that is "all" or missing.
std::expected<Message, DecodeError> relayInput(const QByteArray &utf8, const QString &sender);

/// Ready WebSocket frames, one after another, of what a message is to /room: a `new` or a `close` for each of
/// the people in it, a signal's own object, a `talk`, or nothing. Made once, however many receive it.
QByteArray relayFrames(const EnvelopePtr &envelope);

/// `{"type":"close","sender"}`.
QByteArray relayCloseFrame(const QString &sender);

/// `{"type":"error","code","message"}`; with `reconnectIn` (seconds) where the client is sent elsewhere.
QByteArray relayErrorFrame(const Problem &problem, std::optional<double> reconnectIn = {});

} // namespace lectern
