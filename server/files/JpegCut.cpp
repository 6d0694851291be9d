// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/JpegMarker.h"
#include "server/files/PictureCuts.h"

#include <QtCore/QtEndian>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kExifName = "Exif\0\0"_ba;
const QByteArray kJfifName = "JFIF\0"_ba;
const QByteArray kIccName = "ICC_PROFILE\0"_ba;
constexpr quint16 kOrientationTag = 0x0112;
constexpr quint16 kShortType = 3;

/// The orientation (1 to 8) in the first directory of a TIFF block; 1 (upright) when there is none.
quint16 orientationIn(QByteArrayView tiff)
{
    const bool little = tiff.startsWith("II*\0"_ba);
    if (!little && !tiff.startsWith("MM\0*"_ba)) return 1;
    const auto read16 = [&](qint64 at) -> quint16 {
        if (at + 2 > tiff.size()) return 0;
        return little ? qFromLittleEndian<quint16>(tiff.data() + at)
                      : qFromBigEndian<quint16>(tiff.data() + at);
    };
    const auto read32 = [&](qint64 at) -> quint32 {
        if (at + 4 > tiff.size()) return 0;
        return little ? qFromLittleEndian<quint32>(tiff.data() + at)
                      : qFromBigEndian<quint32>(tiff.data() + at);
    };
    const qint64 directory = read32(4);
    const int entries = read16(directory);
    for (int i = 0; i < entries; ++i) {
        const qint64 entry = directory + 2 + qint64(i) * 12;
        if (read16(entry) != kOrientationTag) continue;
        const quint16 value = read16(entry + 8);
        const bool sound =
            read16(entry + 2) == kShortType && read32(entry + 4) == 1 && value >= 1 && value <= 8;
        return sound ? value : 1;
    }
    return 1;
}

/// An EXIF segment's content that says the orientation and nothing else.
QByteArray minimalExif(quint16 orientation)
{
    QByteArray content = kExifName + "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"_ba;
    content += char(orientation);
    return content + QByteArray(6, '\0');
}

QByteArray segment(quint8 marker, const QByteArray &content)
{
    QByteArray bytes(4, char(0xFF));
    bytes[1] = char(marker);
    qToBigEndian(quint16(content.size() + 2), bytes.data() + 2);
    return bytes + content;
}

/// JFIF's fixed fields, saying that no thumbnail follows.
QByteArray withoutThumbnail(const QByteArray &jfif)
{
    return jfif.first(12) + QByteArray(2, '\0');
}

/// What stands instead of an application's segment or a comment; empty: nothing.
QByteArray replacement(quint8 marker, const QByteArray &content)
{
    constexpr qsizetype kJfifFixed = 14;
    if (marker == jpeg::kApp0 && content.startsWith(kJfifName) && content.size() >= kJfifFixed)
        return content.size() == kJfifFixed ? content : withoutThumbnail(content);
    if (marker == jpeg::kApp0 + 1 && content.startsWith(kExifName)) {
        const quint16 orientation = orientationIn(QByteArrayView(content).sliced(kExifName.size()));
        return orientation == 1 ? QByteArray() : minimalExif(orientation);
    }
    const bool colour = (marker == jpeg::kApp0 + 2 && content.startsWith(kIccName)) ||
                        (marker == jpeg::kApp0 + 14 && content.startsWith("Adobe"));
    return colour ? content : QByteArray();
}

/// Whether an application's segment tells of place, person or device; APP13 is Photoshop's and IPTC's.
bool isPersonal(quint8 marker, const QByteArray &content)
{
    if (marker == jpeg::kApp0 + 1)
        return content.startsWith("Exif\0"_ba) || content.startsWith("http://ns.adobe.com/x");
    return marker == jpeg::kApp0 + 13 || (marker == jpeg::kApp0 + 2 && content.startsWith("MPF\0"_ba));
}

/// Moves to the marker behind a scan's data and returns it; the 0xFF before it is consumed, too.
std::optional<quint8> skipScan(ByteReader &reader)
{
    while (const auto byte = reader.readByte()) {
        if (*byte != 0xFF) continue;
        auto marker = reader.readByte();
        while (marker && *marker == jpeg::kFill)
            marker = reader.readByte();
        if (!marker) return {};
        if (*marker != jpeg::kStuffed && !jpeg::isRestart(*marker)) return marker;
    }
    return {};
}

/// The marker that must stand here.
std::optional<quint8> readMarker(ByteReader &reader)
{
    if (reader.readByte() != quint8(0xFF)) return {};
    auto marker = reader.readByte();
    while (marker && *marker == jpeg::kFill)
        marker = reader.readByte();
    return marker;
}

} // namespace

std::optional<PictureCut> cutJpeg(ByteReader &reader)
{
    PictureCut cut;
    if (reader.readBig16() != quint16(0xFF00 | jpeg::kStart)) return {};
    cut.stays.keep(0, 2);

    bool sawFrame = false;
    bool sawScan = false;
    bool sawExif = false;
    qint64 start = reader.position();
    auto marker = readMarker(reader);
    while (marker && cut.stays.list().size() < Pieces::kMax) {
        if (*marker == jpeg::kEnd) {
            if (!sawFrame || !sawScan) return {};
            cut.stays.keep(start, reader.position() - start);
            return cut;
        }
        if (*marker == jpeg::kStuffed || jpeg::standsAlone(*marker)) return {};

        const auto length = reader.readBig16();
        if (!length || *length < 2) return {};
        if (jpeg::isApplication(*marker) || *marker == jpeg::kComment) {
            const auto content = reader.read(*length - 2);
            if (!content) return {};
            QByteArray stays = replacement(*marker, *content);
            const bool exif = *marker == jpeg::kApp0 + 1;
            if (exif && sawExif) stays.clear();
            sawExif |= exif && !stays.isEmpty();
            if (stays == *content)
                cut.stays.keep(start, reader.position() - start);
            else if (!stays.isEmpty())
                cut.stays.insert(segment(*marker, stays));
            cut.personal |= stays != *content && isPersonal(*marker, *content);
        } else {
            if (!reader.skip(*length - 2)) return {};
            cut.stays.keep(start, reader.position() - start);
        }
        sawFrame |= jpeg::isFrame(*marker);

        start = reader.position();
        if (*marker == jpeg::kScan) {
            sawScan = true;
            marker = skipScan(reader);
        } else {
            marker = readMarker(reader);
        }
    }
    return {};
}

} // namespace lectern
