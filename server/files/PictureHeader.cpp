// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PictureHeader.h"

#include "server/files/JpegMarker.h"

#include <QtCore/QtEndian>

#include <limits>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

template <typename T> T bigEndian(QByteArrayView data, qsizetype at)
{
    return qFromBigEndian<T>(data.data() + at);
}

template <typename T> T littleEndian(QByteArrayView data, qsizetype at)
{
    return qFromLittleEndian<T>(data.data() + at);
}

QSize sizeOf(quint32 width, quint32 height)
{
    constexpr quint32 kMax = std::numeric_limits<int>::max();
    if (width == 0 || height == 0 || width > kMax || height > kMax) return {};
    return {int(width), int(height)};
}

QSize pngSize(QByteArrayView head)
{
    if (head.size() < 24 || head.sliced(12, 4) != "IHDR") return {};
    return sizeOf(bigEndian<quint32>(head, 16), bigEndian<quint32>(head, 20));
}

QSize gifSize(QByteArrayView head)
{
    if (head.size() < 10) return {};
    return sizeOf(littleEndian<quint16>(head, 6), littleEndian<quint16>(head, 8));
}

QSize jpegSize(QByteArrayView head)
{
    qsizetype at = 2;
    while (at + 9 <= head.size()) {
        if (quint8(head[at]) != 0xFF) return {};
        const quint8 marker = quint8(head[at + 1]);
        if (marker == jpeg::kFill) {
            ++at;
            continue;
        }
        if (jpeg::isFrame(marker))
            return sizeOf(bigEndian<quint16>(head, at + 7), bigEndian<quint16>(head, at + 5));
        if (marker == jpeg::kScan || marker == jpeg::kEnd) return {};
        at += jpeg::standsAlone(marker) ? 2 : 2 + bigEndian<quint16>(head, at + 2);
    }
    return {};
}

QSize webpSize(QByteArrayView head)
{
    if (head.size() < 30) return {};
    const QByteArrayView chunk = head.sliced(12, 4);
    const auto at = [head](qsizetype i) { return quint32(quint8(head[i])); };
    if (chunk == "VP8X")
        return sizeOf(1 + (at(24) | at(25) << 8 | at(26) << 16), 1 + (at(27) | at(28) << 8 | at(29) << 16));
    if (chunk == "VP8L" && at(20) == 0x2F) {
        const quint32 bits = littleEndian<quint32>(head, 21);
        return sizeOf(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
    }
    if (chunk == "VP8 " && head.sliced(23, 3) == "\x9D\x01\x2A")
        return sizeOf(littleEndian<quint16>(head, 26) & 0x3FFFu, littleEndian<quint16>(head, 28) & 0x3FFFu);
    return {};
}

} // namespace

PictureHeader readPictureHeader(QByteArrayView head)
{
    if (head.startsWith("\x89PNG\r\n\x1A\n")) return {u"image/png"_s, pngSize(head)};
    if (head.startsWith("\xFF\xD8\xFF")) return {u"image/jpeg"_s, jpegSize(head)};
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return {u"image/gif"_s, gifSize(head)};
    if (head.size() >= 12 && head.startsWith("RIFF") && head.sliced(8, 4) == "WEBP")
        return {u"image/webp"_s, webpSize(head)};
    return {};
}

} // namespace lectern
