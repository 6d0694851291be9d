// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompParser.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace lectern;

namespace {

constexpr qint64 kLongestBody = 256;

/// All frames up to the end or the first error, from pieces of that size.
QList<StompFrame> framesIn(QByteArrayView bytes, StompVersion version, qsizetype piece, bool &broken)
{
    StompParser parser(kLongestBody);
    parser.setVersion(version);
    QList<StompFrame> frames;
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min(piece, bytes.size());
        parser.feed(bytes.first(size));
        bytes = bytes.sliced(size);
        for (;;) {
            auto frame = parser.next();
            if (!frame) {
                broken = true;
                return frames;
            }
            if (!*frame) break;
            frames.append(**frame);
        }
        if (parser.waiting() > StompParser::kLongestHead + kLongestBody + size) std::abort();
    }
    return frames;
}

} // namespace

/// The first byte chooses the version. The bytes say the same however they are cut, and what was understood
/// survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) return 0;
    const auto version = StompVersion(data[0] % 3);
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    bool broken = false;
    bool brokenInPieces = false;
    const auto frames = framesIn(bytes, version, std::max<qsizetype>(bytes.size(), 1), broken);
    if (frames != framesIn(bytes, version, 1, brokenInPieces) || broken != brokenInPieces) {
        std::fprintf(stderr, "cut into bytes it says something else\n");
        std::abort();
    }
    for (StompFrame frame : frames) {
        frame.headers.removeIf(
            [](const auto &header) { return header.first == QLatin1String("content-length"); });
        bool lost = false;
        auto again = framesIn(encode(frame, version), version, 3, lost);
        for (StompFrame &each : again)
            each.headers.removeIf(
                [](const auto &header) { return header.first == QLatin1String("content-length"); });
        // 1.0 and 1.1 have no way to write everything that they let in, and no version has one for a command
        // with a line's end in it, which nobody knows.
        // A frame that is as full as it may be has no room for the length of its body, nor for escapes.
        const bool hasRoom = frame.headers.size() < StompParser::kMostHeaders &&
                             encode(frame, version).size() < StompParser::kLongestHead;
        const bool canBeWritten = version == StompVersion::V1_2 && frame.command != "CONNECTED" &&
                                  !frame.command.contains('\r') && hasRoom;
        if (canBeWritten && again != QList{frame}) {
            std::fprintf(stderr, "does not come back: %s\n", frame.command.constData());
            std::abort();
        }
    }
    return 0;
}
