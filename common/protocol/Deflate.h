// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <expected>

namespace lectern {

/// Raw deflate (RFC 1951: no header, no checksum), as compressed WebSocket messages carry it. The same bytes
/// give the same answer. `level`: 1 (fast) to 9 (small).
QByteArray deflated(QByteArrayView bytes, int level);

/// The gzip format (RFC 1952) without a time or a name in it: the same bytes give the same answer.
QByteArray gzipped(QByteArrayView bytes, int level);

enum class InflateError {
    Damaged, ///< no raw deflate, cut short, or with something behind its end
    TooLong, ///< more than `limit` bytes come out; no more than that were made
};

/// What deflated() was given. Memory and work stay within `limit`, whoever has written the bytes.
std::expected<QByteArray, InflateError> inflated(QByteArrayView bytes, qint64 limit);

} // namespace lectern
