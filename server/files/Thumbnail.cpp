// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Thumbnail.h"

#include "server/files/JpegMarker.h"

#include <QtCore/QFile>
#include <QtCore/QSize>
#include <QtCore/QtEndian>

#include <turbojpeg.h>

#include <algorithm>
#include <memory>

namespace lectern {

namespace {

constexpr qint64 kMostBytes = 64 * 1'024 * 1'024;
/// A progressive JPEG is held whole while it is read, six bytes a pixel.
constexpr qint64 kMostPixels = 40'000'000;
/// What a scan costs hardly depends on what is in it. Cameras and programs write ten.
constexpr qint64 kMostPixelsInScans = 250'000'000;
constexpr int kLeastWhole = 1'600; ///< pixels of the longer side
constexpr int kLeastLonger = 1'000;
constexpr int kLeastShorter = 300;
constexpr int kEighths = 8;                  ///< in these a JPEG's blocks are read smaller than they are
constexpr int kMostEighths = 5;              ///< what is hardly smaller is not worth it
constexpr qsizetype kMostView = 256 * 1'024; ///< bytes of a colour profile
constexpr int kQuality = 80;

using Codec = std::unique_ptr<void, decltype(&tjDestroy)>;

struct Pixels
{
    QSize size;
    TJPF format = TJPF_RGB;
    QByteArray bytes;
};

/// The smallest size that is large enough; empty when there is none.
QSize reduced(QSize whole)
{
    if (std::max(whole.width(), whole.height()) < kLeastWhole) return {};
    for (int eighths = 1; eighths <= kMostEighths; ++eighths) {
        const tjscalingfactor scale{eighths, kEighths};
        const QSize size(TJSCALED(whole.width(), scale), TJSCALED(whole.height(), scale));
        const auto [shorter, longer] = std::minmax({size.width(), size.height()});
        if (longer >= kLeastLonger && shorter >= kLeastShorter) return size;
    }
    return {};
}

bool costsTooMuch(QByteArrayView jpeg, QSize whole)
{
    const qint64 pixels = qint64(whole.width()) * whole.height();
    if (pixels > kMostPixels) return true;
    // In a scan's data no marker can stand.
    const qint64 scans = jpeg.count("\xFF\xDA");
    return pixels * scans > kMostPixelsInScans;
}

const uchar *bytesOf(QByteArrayView data)
{
    return reinterpret_cast<const uchar *>(data.data());
}

/// The picture in its smaller size; nothing when there is none to be made.
Pixels readReduced(QByteArrayView jpeg)
{
    const Codec reader(tjInitDecompress(), &tjDestroy);
    const auto length = static_cast<unsigned long>(jpeg.size());
    int width = 0, height = 0, sampling = 0, colours = 0;
    if (tjDecompressHeader3(reader.get(), bytesOf(jpeg), length, &width, &height, &sampling, &colours) != 0)
        return {};
    const QSize size = reduced({width, height});
    if (size.isEmpty() || colours == TJCS_CMYK || colours == TJCS_YCCK) return {};
    if (costsTooMuch(jpeg, {width, height})) return {};
    // A grey picture stays one: its colour profile is one of greys.
    const TJPF format = colours == TJCS_GRAY ? TJPF_GRAY : TJPF_RGB;
    Pixels pixels{
        size, format,
        QByteArray(qsizetype(size.width()) * size.height() * tjPixelSize[format], Qt::Uninitialized)};
    const int read =
        tjDecompress2(reader.get(), bytesOf(jpeg), length, reinterpret_cast<uchar *>(pixels.bytes.data()),
                      size.width(), 0, size.height(), format, TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING);
    return read == 0 ? pixels : Pixels{};
}

QByteArray written(const Pixels &pixels)
{
    const Codec writer(tjInitCompress(), &tjDestroy);
    uchar *bytes = nullptr;
    unsigned long length = 0;
    const TJSAMP sampling = pixels.format == TJPF_GRAY ? TJSAMP_GRAY : TJSAMP_420;
    const int done = tjCompress2(writer.get(), reinterpret_cast<const uchar *>(pixels.bytes.constData()),
                                 pixels.size.width(), 0, pixels.size.height(), pixels.format, &bytes, &length,
                                 sampling, kQuality, 0);
    const std::unique_ptr<uchar, decltype(&tjFree)> held(bytes, &tjFree);
    return done == 0 ? QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(length)) : QByteArray();
}

/// Calls use(marker, segment) for the segments before the picture's data, each with its marker and length.
template <typename Use> void eachSegment(QByteArrayView jpeg, Use use)
{
    qsizetype at = 2;
    while (at + 4 <= jpeg.size() && quint8(jpeg[at]) == 0xFF) {
        const quint8 marker = quint8(jpeg[at + 1]);
        if (marker == jpeg::kFill) {
            ++at;
            continue;
        }
        if (jpeg::standsAlone(marker) || marker == jpeg::kScan) return;
        const qsizetype size = 2 + qFromBigEndian<quint16>(jpeg.data() + at + 2);
        if (at + size > jpeg.size()) return;
        use(marker, jpeg.sliced(at, size));
        at += size;
    }
}

/// How the pixels are to be seen: stored pictures have their orientation as APP1 and their colour profile as
/// APP2, and nothing else there.
QByteArray viewOf(QByteArrayView jpeg)
{
    QByteArray segments;
    eachSegment(jpeg, [&](quint8 marker, QByteArrayView segment) {
        if (marker == jpeg::kApp0 + 1 || marker == jpeg::kApp0 + 2) segments += segment;
    });
    return segments;
}

/// Behind JFIF's own segment, which is to be the first.
QByteArray withView(QByteArray thumbnail, const QByteArray &view)
{
    qsizetype behind = 2;
    eachSegment(thumbnail, [&](quint8 marker, QByteArrayView segment) {
        if (marker == jpeg::kApp0) behind = 2 + segment.size();
    });
    return thumbnail.insert(behind, view);
}

} // namespace

QByteArray thumbnailOf(QByteArrayView jpeg)
{
    const QByteArray view = viewOf(jpeg);
    if (view.size() > kMostView) return {};
    const Pixels pixels = readReduced(jpeg);
    if (pixels.size.isEmpty()) return {};
    QByteArray thumbnail = written(pixels);
    if (thumbnail.isEmpty() || thumbnail.size() + view.size() >= jpeg.size()) return {};
    return withView(std::move(thumbnail), view);
}

std::optional<QByteArray> thumbnailOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    if (file.size() > kMostBytes) return QByteArray();
    const qint64 size = file.size();
    const QByteArray jpeg = file.readAll();
    if (jpeg.size() != size) return {};
    return thumbnailOf(jpeg);
}

} // namespace lectern
