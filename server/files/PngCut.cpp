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

bool isChunkType(QByteArrayView type)
{
    return std::ranges::all_of(type, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

} // namespace

std::optional<Pieces> cutPng(ByteReader &reader)
{
    constexpr quint32 kMaxLength = 0x7FFF'FFFF;
    constexpr int kChecksum = 4;
    Pieces pieces;
    if (reader.read(8) != QByteArrayView("\x89PNG\r\n\x1A\n")) return {};
    pieces.keep(0, 8);

    bool first = true;
    bool sawData = false;
    while (pieces.list().size() < Pieces::kMax) {
        const qint64 start = reader.position();
        const auto length = reader.readBig32();
        const auto type = reader.read(4);
        if (!length || *length > kMaxLength || !type || !isChunkType(*type)) return {};
        if (first != (*type == "IHDR") || (first && *length != 13)) return {};
        if (!reader.skip(qint64(*length) + kChecksum)) return {};
        first = false;
        sawData |= *type == "IDAT";
        if (!isMetadata(*type)) pieces.keep(start, reader.position() - start);
        if (*type == "IEND") return sawData && *length == 0 ? std::optional(pieces) : std::nullopt;
    }
    return {};
}

} // namespace lectern
