// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace lectern;

/// Any bytes may come in: none may crash the decoder, and what it understood must survive being written
/// and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    static_cast<void>(decode(bytes, SenderClaims::Ignore));
    const auto message = decode(bytes);
    if (!message) return 0;

    const QByteArray written = encode(*message);
    const auto again = decode(written);
    if (!again || *again != *message) {
        std::fprintf(stderr, "does not come back: %s\n%s\n", written.constData(),
                     again ? "read as another message" : qPrintable(again.error().problem.detail));
        std::abort();
    }
    return 0;
}
