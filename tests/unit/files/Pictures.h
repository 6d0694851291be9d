// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QBuffer>
#include <QtCore/QByteArray>
#include <QtCore/QtEndian>
#include <QtGui/QImage>

/// Small pictures and the parts that phones and programs put into them, made by hand for the tests.
namespace pictures {

using namespace Qt::StringLiterals;

inline QByteArray big16(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray little32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

inline QByteArray encoded(const char *format, QSize size = {24, 16})
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x * 9, y * 13, (x * y) & 0xFF));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// What Qt wrote, without comments: nothing in it is to be taken out.
inline QByteArray jpeg()
{
    return encoded("JPG");
}

/// Only the chunks that a picture needs.
inline QByteArray png()
{
    const QByteArray full = encoded("PNG");
    QByteArray bytes = full.first(8);
    for (qsizetype at = 8; at < full.size();) {
        const qsizetype length = 12 + qFromBigEndian<quint32>(full.constData() + at);
        const QByteArray type = full.mid(at + 4, 4);
        if (type == "IHDR" || type == "IDAT" || type == "IEND" || type == "sRGB")
            bytes += full.mid(at, length);
        at += length;
    }
    return bytes;
}

inline QByteArray gif()
{
    return QByteArray::fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
}

inline QByteArray webpLossless()
{
    return QByteArray::fromBase64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
}

inline QByteArray webpLossy()
{
    return QByteArray::fromBase64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
}

inline QByteArray jpegSegment(quint8 marker, const QByteArray &content)
{
    return "\xFF"_ba + char(marker) + big16(quint16(content.size() + 2)) + content;
}

/// EXIF as a phone writes it: a maker, an orientation, a place, in the byte order of `little`.
inline QByteArray phoneExif(quint16 orientation, bool little)
{
    const auto n16 = [little](quint16 v) {
        const QByteArray b = big16(v);
        return little ? QByteArray() + b[1] + b[0] : b;
    };
    const auto n32 = [little](quint32 v) { return little ? little32(v) : big32(v); };
    QByteArray tiff = (little ? "II"_ba : "MM"_ba) + n16(42) + n32(8) + n16(3);
    tiff += n16(0x010F) + n16(2) + n32(4) + "Cam\0"_ba;
    tiff += n16(0x0112) + n16(3) + n32(1) + n16(orientation) + n16(0);
    tiff += n16(0x8825) + n16(4) + n32(1) + n32(50);
    tiff +=
        n32(0) + n16(1) + n16(0x0001) + n16(2) + n32(2) + "N\0\0\0"_ba + n32(0) + "GPS 37.5665 126.9780"_ba;
    return "Exif\0\0"_ba + tiff;
}

/// The EXIF that says the orientation and nothing else.
inline QByteArray orientationOnly(quint16 orientation)
{
    return "Exif\0\0"_ba + "MM"_ba + big16(42) + big32(8) + big16(1) + big16(0x0112) + big16(3) + big32(1) +
           big16(orientation) + big16(0) + big32(0);
}

/// CRC-32 as PNG has it (ISO 3309).
inline quint32 checksum(const QByteArray &bytes)
{
    quint32 rest = 0xFFFF'FFFF;
    for (const char byte : bytes) {
        rest ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1) ^ (rest & 1 ? 0xEDB8'8320 : 0);
    }
    return ~rest;
}

inline QByteArray pngChunk(const QByteArray &type, const QByteArray &content)
{
    return big32(quint32(content.size())) + type + content + big32(checksum(type + content));
}

inline QByteArray riffChunk(const QByteArray &type, const QByteArray &content)
{
    return type + little32(quint32(content.size())) + content + QByteArray(content.size() & 1, '\0');
}

inline QByteArray webpOf(const QByteArray &chunks)
{
    return "RIFF"_ba + little32(quint32(chunks.size() + 4)) + "WEBP"_ba + chunks;
}

} // namespace pictures
