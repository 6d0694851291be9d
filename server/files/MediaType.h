// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSize>
#include <QtCore/QString>

namespace lectern {

/// What a file's first bytes say it is, whatever its name or its sender claims.
struct MediaType
{
    QString contentType;  ///< "application/octet-stream" when unknown
    QSize pixels;         ///< of a picture, as its header says; empty for anything else
    bool picture = false; ///< PNG, JPEG, GIF or WebP: may be shown in the page

    /// May be answered inline; everything that could run as a page is a download instead.
    bool inlineSafe() const;
};

/// `head`: the first bytes of the file, 64 KiB of it at best (a JPEG's size may stand that deep).
MediaType sniff(QByteArrayView head);

/// Pictures with more pixels than this are refused: they would take the memory of every receiver's phone.
inline constexpr qint64 kMaxPixels = 100'000'000;

} // namespace lectern
