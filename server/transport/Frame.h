// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtEndian>

namespace lectern {

/// RFC 6455, section 5.2.
enum class Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
};

/// A whole frame as a server sends it: FIN set, not masked. Implicitly shared: the same bytes may be given to
/// any number of connections.
inline QByteArray frame(Opcode opcode, QByteArrayView payload)
{
    const qsizetype size = payload.size();
    QByteArray bytes;
    bytes.reserve(size + 10);
    bytes.append(static_cast<char>(0x80 | static_cast<quint8>(opcode)));
    char length[8];
    if (size < 126) {
        bytes.append(static_cast<char>(size));
    } else if (size < 65536) {
        qToBigEndian(static_cast<quint16>(size), length);
        bytes.append(char(126)).append(length, 2);
    } else {
        qToBigEndian(static_cast<quint64>(size), length);
        bytes.append(char(127)).append(length, 8);
    }
    return bytes.append(payload.data(), size);
}

inline QByteArray textFrame(QByteArrayView payload)
{
    return frame(Opcode::Text, payload);
}

inline QByteArray binaryFrame(QByteArrayView payload)
{
    return frame(Opcode::Binary, payload);
}

} // namespace lectern
