// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace lectern {

/// A JPEG whose longer side has 1,600 pixels or more once more, as one with 1,000 to 2,000 of them, with its
/// orientation and colour profile. Empty: the picture itself is to be shown, as it is smaller, broken, made
/// for a printer (CMYK) or has more than 40 million pixels. Blocks.
QByteArray thumbnailOf(QByteArrayView jpeg);

/// The same of a stored file; empty as well when it cannot be read.
QByteArray thumbnailOfFile(const QString &path);

} // namespace lectern
