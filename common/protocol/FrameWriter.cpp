// SPDX-License-Identifier: GPL-3.0-or-later
// The writing half of the codec.
#include "common/protocol/Codec.h"
#include "common/protocol/ObjectText.h"
#include "common/protocol/PayloadWriter.h"
#include "common/protocol/RoomCode.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUsualSize = 448; ///< bytes of a frame beside its text

qsizetype expectedSize(const Message &message)
{
    const auto *text = payloadOf<payload::Text>(message);
    return kUsualSize + (text ? text->text.size() : 0);
}

} // namespace

QByteArray encode(const Message &message)
{
    QByteArray text;
    text.reserve(expectedSize(message));
    ObjectText frame(text);
    const auto putIfSet = [&frame](QLatin1StringView key, const QString &value) {
        if (!value.isEmpty()) frame.put(key, value);
    };
    if (!message.roomId.isEmpty()) frame.put("room"_L1, roomcode::kWirePrefix, message.roomId);
    frame.putName("senderType"_L1, wireName(message.senderType));
    putIfSet("sender"_L1, message.sender);
    frame.putName("targetType"_L1, wireName(message.targetType));
    frame.putName("messageType"_L1, wireName(message.type));
    if (payloadOf<std::monostate>(message))
        frame.begin("message"_L1) += "{}";
    else
        writePayload(message, frame);
    putIfSet("id"_L1, message.id);
    if (message.seq > 0) frame.put("seq"_L1, message.seq);
    if (message.sentAt.isValid()) frame.putTime("sentAt"_L1, message.sentAt);
    putIfSet("senderName"_L1, message.senderName);
    putIfSet("target"_L1, message.target);
    putIfSet("ref"_L1, message.ref);
    putIfSet("refers"_L1, message.refers);
    if (message.attachment) frame.put("attachment"_L1, toJson(*message.attachment));
    if (message.replay) frame.put("replay"_L1, true);
    frame.end();
    return text;
}

} // namespace lectern
