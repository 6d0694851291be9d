// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSize>
#include <QtCore/QString>

namespace lectern {

struct PictureHeader
{
    QString contentType; ///< empty: none of PNG, JPEG, GIF, WebP
    QSize pixels;        ///< empty when the header says nothing sensible, or stands deeper than the head
};

/// Reads type and size of a picture from its first bytes; decodes nothing.
PictureHeader readPictureHeader(QByteArrayView head);

} // namespace lectern
