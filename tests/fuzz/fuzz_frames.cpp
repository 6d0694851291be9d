// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/FrameDecoder.h"
#include "tests/fuzz/Fuzz.h"

#include <vector>

using namespace lectern;
using namespace lectern::fuzz;

namespace {

using Event = FrameDecoder::Event;
constexpr qint64 kLimit = 200; ///< bytes of a message: a length of two bytes fits

/// Up to the end, or what ends the connection.
std::vector<Event> eventsIn(QByteArrayView bytes, qsizetype piece)
{
    FrameDecoder decoder(kLimit);
    std::vector<Event> events;
    while (!bytes.isEmpty()) {
        QByteArrayView arrived = bytes.first(std::min(piece, bytes.size()));
        bytes = bytes.sliced(arrived.size());
        while (auto event = decoder.decode(arrived)) {
            events.push_back(*event);
            if (event->kind == Event::Kind::Violation) return events;
        }
        require(arrived.isEmpty(), "bytes are left that were to be read");
    }
    return events;
}

bool same(const Event &one, const Event &other)
{
    return one.kind == other.kind && one.payload == other.payload && one.code == other.code;
}

/// As a client sends it.
QByteArray masked(Opcode opcode, QByteArray payload)
{
    constexpr char mask[] = {0x12, 0x34, 0x56, 0x78};
    QByteArray bytes = frame(opcode, payload);
    bytes[1] = char(bytes[1] | 0x80);
    bytes.chop(payload.size());
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(payload[i] ^ mask[i % 4]);
    return bytes.append(mask, sizeof mask) + payload;
}

QByteArray written(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Text:
        return masked(Opcode::Text, event.payload);
    case Event::Kind::Binary:
        return masked(Opcode::Binary, event.payload);
    case Event::Kind::Ping:
        return masked(Opcode::Ping, event.payload);
    case Event::Kind::Pong:
        return masked(Opcode::Pong, event.payload);
    case Event::Kind::Close: {
        char code[2];
        qToBigEndian(event.code, code);
        return masked(Opcode::Close, event.code == 1005 ? QByteArray() : QByteArray(code, 2) + event.payload);
    }
    case Event::Kind::Violation:
        break;
    }
    return {};
}

} // namespace

/// Frames say the same however they are cut, keep to the limit, and say the same when they are written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = view(data, size);
    const auto events = eventsIn(bytes, std::max<qsizetype>(bytes.size(), 1));
    require(std::ranges::equal(events, eventsIn(bytes, 1), same), "cut into bytes it says something else");
    require(std::ranges::equal(events, eventsIn(bytes, 7), same), "cut into pieces it says something else");
    for (const Event &event : events) {
        if (event.kind == Event::Kind::Violation) continue;
        require(event.payload.size() <= kLimit, "longer than it may be");
        const bool isText = event.kind == Event::Kind::Text || event.kind == Event::Kind::Close;
        require(!isText || QUtf8StringView(event.payload).isValidUtf8(), "a text that is none");
        const auto again = eventsIn(written(event), 3);
        require(again.size() == 1 && same(again.front(), event), "does not come back", event.payload);
    }
    return 0;
}
