// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PictureCuts.h"

#include <algorithm>
#include <array>

namespace lectern {

namespace {

bool isMetadata(QByteArrayView type)
{
    constexpr std::array kTypes{"eXIf", "tEXt", "zTXt", "iTXt", "tIME", "caBX"};
    return std::ranges::any_of(kTypes,
                               [type](const char *metadata) { return type == QByteArrayView(metadata); });
}

bool isText(QByteArrayView type)
{
    return type == "tEXt" || type == "zTXt" || type == "iTXt";
}

/// A text's keyword, at its beginning and ended by a zero, by which programs mark what they took over from
/// another format: XMP's own, and the names that ImageMagick and ExifTool write.
bool isPersonal(const QByteArray &text)
{
    const QByteArray keyword = QByteArray(text.constData()).toLower();
    constexpr std::array kKeywords{"xml:com.adobe.xmp",     "raw profile type exif", "raw profile type app1",
                                   "raw profile type iptc", "raw profile type xmp",  "raw profile type 8bim"};
    return keyword.startsWith("exif:") ||
           std::ranges::any_of(kKeywords, [&](const char *personal) { return keyword == personal; });
}

bool isChunkType(QByteArrayView type)
{
    return std::ranges::all_of(type, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

} // namespace

std::optional<PictureCut> cutPng(ByteReader &reader)
{
    constexpr quint32 kMaxLength = 0x7FFF'FFFF;
    constexpr qint64 kChunkHeader = 8;
    constexpr int kChecksum = 4;
    constexpr quint32 kKeyword = 80; // the longest one and its zero
    PictureCut cut;
    if (reader.read(8) != QByteArrayView("\x89PNG\r\n\x1A\n")) return {};
    cut.stays.keep(0, 8);

    bool first = true;
    bool sawData = false;
    while (cut.stays.list().size() < Pieces::kMax) {
        const qint64 start = reader.position();
        const auto length = reader.readBig32();
        const auto type = reader.read(4);
        if (!length || *length > kMaxLength || !type || !isChunkType(*type)) return {};
        if (first != (*type == "IHDR") || (first && *length != 13)) return {};
        if (isText(*type)) {
            const auto text = reader.read(std::min(*length, kKeyword));
            if (!text) return {};
            cut.personal |= isPersonal(*text);
        }
        const qint64 end = start + kChunkHeader + *length + kChecksum;
        if (!reader.skip(end - reader.position())) return {};
        first = false;
        sawData |= *type == "IDAT";
        cut.personal |= *type == "eXIf";
        if (!isMetadata(*type)) cut.stays.keep(start, reader.position() - start);
        if (*type == "IEND") return sawData && *length == 0 ? std::optional(cut) : std::nullopt;
    }
    return {};
}

} // namespace lectern
