// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Deflate.h"
#include "tests/fuzz/Fuzz.h"

using namespace lectern;
using namespace lectern::fuzz;

/// What comes out keeps to the limit, whatever went in; and what was deflated comes back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr qint64 kLimit = 10'000;
    const QByteArrayView bytes = view(data, size);
    if (const auto text = inflated(bytes, kLimit)) {
        require(text->size() <= kLimit, "longer than it may be");
        require(inflated(bytes, text->size()) == *text, "its own length is too long for it");
        const auto shorter = inflated(bytes, text->size() - 1);
        require(text->isEmpty() || (!shorter && shorter.error() == InflateError::TooLong),
                "longer than the limit");
    }
    require(inflated(deflated(bytes, 1), bytes.size()) == bytes.toByteArray(), "does not come back", bytes);
    return 0;
}
