// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace lectern {

/// A JPEG whose longer side has 1,600 pixels or more once more and smaller, with its orientation and colour
/// profile: the smallest of one to five eighths that has 1,000 pixels there and 300 on the shorter side.
/// Empty: the picture itself is to be shown, as it is smaller or broken, made for a printer (CMYK), would
/// take too long (more than 40 million pixels, or 250 million in all its scans) or would not lose a byte.
/// Blocks, for 0.2 s at most.
QByteArray thumbnailOf(QByteArrayView jpeg);

/// The same of a stored file; nothing when it cannot be read now.
std::optional<QByteArray> thumbnailOfFile(const QString &path);

} // namespace lectern
