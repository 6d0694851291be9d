// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"

#include <QtCore/QLatin1StringView>

namespace lectern {

/// The native protocol's messages as WebSocket frames, by the subprotocol that the client asked for.
enum class NativeForm {
    Text,    ///< every message as a text frame
    Deflated ///< a text over 1 KiB as a binary frame that holds its raw deflate (RFC 1951), if that is
             ///< smaller
};

inline constexpr QLatin1StringView kNativeSubprotocol("lectern.v1");
inline constexpr QLatin1StringView kDeflateSubprotocol("lectern.v1.deflate");

/// The ready frame of a message. Made once for each form, however many receive it: the envelope keeps it.
const QByteArray &frameOf(const EnvelopePtr &envelope, NativeForm form);

/// The same of a message's text that is for one connection alone.
QByteArray frameOf(const QByteArray &json, NativeForm form);

} // namespace lectern
