// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/NativeFrames.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Deflate.h"
#include "server/dialect/Slots.h"
#include "server/transport/Connection.h"

namespace lectern {

namespace {

constexpr qsizetype kDeflateFrom = 1'024; ///< bytes of text, as docs/protocol.md says
constexpr int kLevel = 1;                 ///< docs/decisions/0009-compression.md has the figures

} // namespace

QByteArray frameOf(const QByteArray &json, NativeForm form)
{
    if (form == NativeForm::Text || json.size() <= kDeflateFrom) return textFrame(json);
    const QByteArray small = deflated(json, kLevel);
    return small.size() < json.size() ? binaryFrame(small) : textFrame(json);
}

const QByteArray &frameOf(const EnvelopePtr &envelope, NativeForm form)
{
    const auto own = form == NativeForm::Deflated ? slot::kNativeDeflated : slot::kNativeFrame;
    QByteArray &frame = envelope->encoding(own);
    if (frame.isNull()) {
        QByteArray &json = envelope->encoding(slot::kNativeJson);
        if (json.isNull()) json = encode(envelope->message());
        frame = frameOf(json, form);
    }
    return frame;
}

} // namespace lectern
