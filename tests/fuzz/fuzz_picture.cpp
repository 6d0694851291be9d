// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/MediaType.h"
#include "server/files/Metadata.h"
#include "server/files/Thumbnail.h"
#include "tests/fuzz/Fuzz.h"
#include "tests/fuzz/MemoryFile.h"

#include <algorithm>

using namespace lectern;
using namespace lectern::fuzz;
using namespace Qt::StringLiterals;

namespace {

/// A thumbnail is a JPEG of a size that is fit to be shown.
void requireSound(const QByteArray &thumbnail)
{
    if (thumbnail.isEmpty()) return;
    const MediaType type = sniff(thumbnail);
    const auto [shorter, longer] = std::minmax({type.pixels.width(), type.pixels.height()});
    require(type.contentType == "image/jpeg"_L1 && longer >= 1'000 && shorter >= 300, "no thumbnail",
            thumbnail);
}

} // namespace

/// What is left of a picture is the same kind of picture with as many pixels, and has nothing more to be
/// taken out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = view(data, size);
    const MediaType type = sniff(bytes);
    require(type.picture || type.pixels.isEmpty(), "no picture, and pixels");
    if (!type.picture) return 0;
    requireSound(thumbnailOf(bytes));

    const MemoryFile source(bytes);
    const MemoryFile cleaned;
    const auto changed = stripMetadata(source.path(), cleaned.path(), type.contentType);
    require(source.bytes() == bytes, "the upload was written to");
    if (!changed || !*changed) {
        require(cleaned.bytes().isEmpty(), "nothing was to be written");
        return 0;
    }
    const QByteArray left = cleaned.bytes();
    const MediaType typeLeft = sniff(left);
    require(typeLeft.contentType == type.contentType && typeLeft.pixels == type.pixels, "another picture",
            left);
    const MemoryFile twice;
    const auto more = stripMetadata(cleaned.path(), twice.path(), type.contentType);
    require(more && !*more, "something was left in it", left);
    return 0;
}
