// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFuture>
#include <QtGui/QImage>

namespace lectern::imagedecoder {

/// Decodes a picture on a worker thread, turned as its EXIF says and no larger than `bound` (kept as it is
/// when it is smaller; an empty bound: full size). A null image when it is none, or one too large to be
/// decoded.
QFuture<QImage> decode(const QByteArray &data, QSize bound);

/// The picture as PNG, made on a worker thread.
QFuture<QByteArray> encodePng(const QImage &image);

} // namespace lectern::imagedecoder
