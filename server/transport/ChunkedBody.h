// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace lectern {

/// Reads a request's body that comes in chunks (RFC 9112, section 7.1). Takes bytes as they come, cut
/// anywhere.
class ChunkedBody
{
public:
    enum class State {
        More,    ///< the body goes on
        Whole,   ///< it has ended; bytes() has it
        TooLong, ///< more than the limit is announced
        Broken   ///< that are no chunks
    };

    /// `limit`: bytes of the body.
    explicit ChunkedBody(qint64 limit)
        : m_limit(limit)
    {
    }

    /// Consumes bytes from the front, none behind the body's end.
    State take(QByteArrayView &bytes);

    const QByteArray &bytes() const { return m_bytes; }

private:
    State takeLine(QByteArrayView &bytes);
    State takeData(QByteArrayView &bytes);
    State endLine();

    enum class Part : quint8 { Size, Data, DataEnd, Trailer };

    qint64 m_limit;
    QByteArray m_bytes;
    QByteArray m_line; ///< the one that is being read, without its end
    qint64 m_left = 0; ///< bytes of the chunk that are still to come
    qint64 m_trailers = 0;
    Part m_part = Part::Size;
};

} // namespace lectern
