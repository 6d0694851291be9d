// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace lectern {

/// Which part of `size` bytes a Range header asks for (RFC 9110 section 14). What is no single range of bytes
/// is ignored, as the RFC allows: the answer is the whole.
struct ByteRange
{
    enum class Kind { Whole, Part, Unsatisfiable };

    Kind kind = Kind::Whole;
    qint64 offset = 0;
    qint64 length = 0;

    static ByteRange of(QByteArrayView header, qint64 size);
};

} // namespace lectern
