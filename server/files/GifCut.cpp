// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PictureCuts.h"

namespace lectern {

namespace {

constexpr quint8 kExtension = 0x21;
constexpr quint8 kImage = 0x2C;
constexpr quint8 kTrailer = 0x3B;
constexpr quint8 kComment = 0xFE;
constexpr quint8 kApplication = 0xFF;

/// Blocks of up to 255 bytes, each with its length before it, until one of length 0.
bool skipBlocks(ByteReader &reader)
{
    while (const auto length = reader.readByte()) {
        if (*length == 0) return true;
        if (!reader.skip(*length)) return false;
    }
    return false;
}

/// The colour table that such a packed field announces.
bool skipColours(ByteReader &reader, quint8 packed)
{
    const bool there = packed & 0x80;
    return !there || reader.skip(qint64(3) << ((packed & 0x07) + 1));
}

bool skipImage(ByteReader &reader)
{
    constexpr int kPlace = 8;
    if (!reader.skip(kPlace)) return false;
    const auto packed = reader.readByte();
    return packed && skipColours(reader, *packed) && reader.readByte() && skipBlocks(reader);
}

struct Extension
{
    bool stays = true;
    bool personal = false;
};

/// Reads an extension behind its introducer; nothing when it is broken.
std::optional<Extension> readExtension(ByteReader &reader)
{
    const auto label = reader.readByte();
    if (!label) return {};
    Extension extension{*label != kComment, false};
    if (*label == kApplication) {
        const auto length = reader.readByte();
        const auto name = length ? reader.read(*length) : std::nullopt;
        if (!name || name->isEmpty()) return {};
        extension.stays = *name == "NETSCAPE2.0" || *name == "ANIMEXTS1.0" || *name == "ICCRGBG1012";
        extension.personal = *name == "XMP DataXMP";
    }
    if (!skipBlocks(reader)) return {};
    return extension;
}

} // namespace

std::optional<PictureCut> cutGif(ByteReader &reader)
{
    PictureCut cut;
    const auto head = reader.read(13);
    if (!head || (!head->startsWith("GIF87a") && !head->startsWith("GIF89a"))) return {};
    if (!skipColours(reader, quint8(head->at(10)))) return {};
    cut.stays.keep(0, reader.position());

    bool sawImage = false;
    while (cut.stays.list().size() < Pieces::kMax) {
        const qint64 start = reader.position();
        const auto introducer = reader.readByte();
        if (!introducer) return {};
        Extension extension;
        if (*introducer == kImage) {
            if (!skipImage(reader)) return {};
            sawImage = true;
        } else if (*introducer == kExtension) {
            const auto read = readExtension(reader);
            if (!read) return {};
            extension = *read;
        } else if (*introducer != kTrailer) {
            return {};
        }
        cut.personal |= extension.personal;
        if (extension.stays) cut.stays.keep(start, reader.position() - start);
        if (*introducer == kTrailer) return sawImage ? std::optional(cut) : std::nullopt;
    }
    return {};
}

} // namespace lectern
