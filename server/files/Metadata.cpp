// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Metadata.h"

#include "server/files/PictureCuts.h"

#include <QtCore/QFile>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Cutter = std::optional<PictureCut> (*)(ByteReader &);

Cutter cutterFor(const QString &contentType)
{
    if (contentType == u"image/jpeg"_s) return cutJpeg;
    if (contentType == u"image/png"_s) return cutPng;
    if (contentType == u"image/gif"_s) return cutGif;
    if (contentType == u"image/webp"_s) return cutWebp;
    return nullptr;
}

std::unexpected<Problem> failed(QLatin1StringView what, const QFile &file)
{
    return problem(ErrorCode::StorageUnavailable,
                   "cannot %1 %2: %3"_L1.arg(what, file.fileName(), file.errorString()));
}

Result<void> copyRange(QFile &source, qint64 from, qint64 length, QFile &target)
{
    constexpr qint64 kPart = 65'536;
    if (!source.seek(from)) return failed("read"_L1, source);
    while (length > 0) {
        const QByteArray part = source.read(std::min(kPart, length));
        if (part.isEmpty()) return failed("read"_L1, source);
        if (target.write(part) != part.size()) return failed("write"_L1, target);
        length -= part.size();
    }
    return {};
}

Result<void> assemble(QFile &source, const Pieces &pieces, QFile &target)
{
    for (const auto &piece : pieces.list()) {
        if (piece.inserted.isEmpty()) {
            if (const auto copied = copyRange(source, piece.from, piece.length, target); !copied)
                return copied;
        } else if (target.write(piece.inserted) != piece.inserted.size()) {
            return failed("write"_L1, target);
        }
    }
    return {};
}

} // namespace

Result<bool> stripMetadata(const QString &source, const QString &target, const QString &contentType)
{
    const Cutter cutter = cutterFor(contentType);
    if (!cutter) return false;
    QFile in(source);
    if (!in.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return failed("read"_L1, in);

    ByteReader reader(in);
    const auto cut = cutter(reader);
    if (!cut)
        return problem(ErrorCode::UnsupportedMediaType,
                       "the file is no whole %1: its structure is broken"_L1.arg(contentType));
    const bool appended = reader.position() < reader.size();
    if (!cut->personal && !appended) return false;

    QFile out(target);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return failed("write"_L1, out);
    if (const auto assembled = assemble(in, cut->stays, out); !assembled) {
        out.close();
        QFile::remove(target);
        return std::unexpected(assembled.error());
    }
    return true;
}

} // namespace lectern
