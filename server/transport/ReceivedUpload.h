// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace lectern {

/// A received upload: the whole body, in a temporary file next to its final place.
struct ReceivedUpload
{
    QString path;      ///< the receiver may rename it away; what is left is removed
    qint64 size = 0;   ///< bytes
    QByteArray sha256; ///< 64 hexadecimal digits, lower case
};

} // namespace lectern
