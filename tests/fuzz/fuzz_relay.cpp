// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/JsonText.h"
#include "server/dialect/relay/RelayFrames.h"
#include "tests/fuzz/Fuzz.h"

#include <QtCore/QJsonObject>

using namespace lectern;
using namespace lectern::fuzz;
using namespace Qt::StringLiterals;

namespace {

/// The members of an object have no order, but Qt 6.4 compares them in that which they are stored in.
bool isSame(Message one, Message other)
{
    const auto data = [](Message &message) {
        return std::exchange(std::get<payload::Signal>(message.payload).data, {}).toVariantMap();
    };
    return data(one) == data(other) && one == other;
}

} // namespace

/// Nobody speaks as another, and what is said reaches the other nodes as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = view(data, size).toByteArray();
    auto message = relayInput(bytes, u"minjun"_s);
    if (!message) return 0;
    message->roomId = u"ABCDEF"_s;
    message->sender = u"minjun"_s;
    require(message->type == MessageType::Signal, "more than a signal", bytes);
    const auto arrived = decode(encode(*message));
    require(arrived && arrived->type == message->type && isSame(*arrived, *message),
            "another message arrives", encode(*message));

    const QByteArray frames = relayFrames(seal(*message));
    const int shortLength = frames.at(1); // RFC 6455, section 5.2
    const QByteArray payload = frames.mid(shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10);
    const QJsonObject heard = readJson(payload).object();
    require(heard.value(u"sender").toString() == u"minjun"_s, "somebody else speaks", frames);
    return 0;
}
