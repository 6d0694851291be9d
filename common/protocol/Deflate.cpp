// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Deflate.h"

#include <zlib.h>

#include <algorithm>

namespace lectern {

namespace {

constexpr int kRawWindow = -15;      ///< zlib's sign for "no header"
constexpr int kGzipWindow = 15 + 16; ///< zlib's sum for "gzip header"
constexpr qsizetype kFirstGuess = 4'096;

Bytef *input(QByteArrayView bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib only reads it
}

QByteArray compressed(QByteArrayView bytes, int level, int window)
{
    constexpr int kMemory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib: no memory, or level %d is none", level);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = input(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH); // deflateBound() leaves no way to fail
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

QByteArray deflated(QByteArrayView bytes, int level)
{
    return compressed(bytes, level, kRawWindow);
}

QByteArray gzipped(QByteArrayView bytes, int level)
{
    return compressed(bytes, level, kGzipWindow);
}

std::expected<QByteArray, InflateError> inflated(QByteArrayView bytes, qint64 limit)
{
    z_stream stream{};
    if (inflateInit2(&stream, kRawWindow) != Z_OK) qFatal("zlib: no memory");
    stream.next_in = input(bytes);
    stream.avail_in = uInt(bytes.size());

    QByteArray out;
    int state = Z_OK;
    while (state == Z_OK) {
        const qsizetype filled = out.size();
        // One byte more than may come out tells a text of just that length from a longer one.
        const qsizetype room = std::min<qsizetype>(std::max(filled * 2, kFirstGuess), limit + 1);
        if (filled == room) break;
        out.resize(room);
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + filled);
        stream.avail_out = uInt(room - filled);
        state = inflate(&stream, Z_NO_FLUSH);
        out.truncate(qsizetype(stream.total_out));
    }
    const bool whole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (out.size() > limit) return std::unexpected(InflateError::TooLong);
    if (!whole) return std::unexpected(InflateError::Damaged);
    return out;
}

} // namespace lectern
