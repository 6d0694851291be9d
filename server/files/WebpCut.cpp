// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PictureCuts.h"

#include <QtCore/QtEndian>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 kExifFlag = 0x08;
constexpr quint8 kXmpFlag = 0x04;

/// Which of the three formats it is, and its size: whatever else there is comes behind it.
bool isFirst(const QByteArray &chunk)
{
    return chunk == "VP8 " || chunk == "VP8L" || chunk == "VP8X";
}

QByteArray littleEndian32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

} // namespace

std::optional<PictureCut> cutWebp(ByteReader &reader)
{
    constexpr qint64 kRiffHeader = 12;
    constexpr qint64 kChunkHeader = 8;
    const auto riff = reader.read(4);
    const auto riffSize = reader.readLittle32();
    const auto form = reader.read(4);
    if (!riff || *riff != "RIFF" || !riffSize || !form || *form != "WEBP") return {};
    const qint64 end = 8 + qint64(*riffSize);
    if (end > reader.size()) return {};

    PictureCut cut;
    Pieces body;
    bool sawPicture = false;
    while (reader.position() < end && body.list().size() < Pieces::kMax) {
        const qint64 start = reader.position();
        const auto type = reader.read(4);
        const auto length = reader.readLittle32();
        if (!type || !length) return {};
        if (start == kRiffHeader && !isFirst(*type)) return {};
        const qint64 contentEnd = start + kChunkHeader + *length;
        if (contentEnd > end) return {};
        const qint64 next = qMin(end, contentEnd + (*length & 1));
        cut.personal |= *type == "EXIF" || *type == "XMP ";
        sawPicture |= *type == "VP8 " || *type == "VP8L" || *type == "ANMF";

        if (*type == "VP8X") {
            const auto flags = reader.readByte();
            if (*length < 10 || !flags) return {};
            if (*flags & (kExifFlag | kXmpFlag)) {
                body.insert(*type + littleEndian32(*length) + char(*flags & ~(kExifFlag | kXmpFlag)));
                body.keep(reader.position(), next - reader.position());
            } else {
                body.keep(start, next - start);
            }
        } else if (*type != "EXIF" && *type != "XMP " && *type != "C2PA") {
            body.keep(start, next - start);
        }
        if (!reader.skip(next - reader.position())) return {};
    }
    if (!sawPicture || reader.position() != end) return {};

    if (body.size() == end - kRiffHeader)
        cut.stays.keep(0, kRiffHeader);
    else
        cut.stays.insert("RIFF"_ba + littleEndian32(quint32(body.size() + 4)) + "WEBP"_ba);
    for (const auto &piece : body.list()) {
        if (piece.inserted.isEmpty())
            cut.stays.keep(piece.from, piece.length);
        else
            cut.stays.insert(piece.inserted);
    }
    return cut;
}

} // namespace lectern
