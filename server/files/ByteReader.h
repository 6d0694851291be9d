// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFile>

#include <optional>

namespace lectern {

/// Reads a file from front to back through a window of 64 KiB; whatever a length field of the file claims,
/// it does not go beyond the file's end.
class ByteReader
{
public:
    explicit ByteReader(QFile &file);

    qint64 position() const { return m_windowAt + m_used; }
    qint64 size() const { return m_size; }

    /// Exactly that many bytes (64 KiB at most), or nothing when the file ends before.
    std::optional<QByteArray> read(qsizetype count);
    std::optional<quint8> readByte();
    std::optional<quint16> readBig16();
    std::optional<quint32> readBig32();
    std::optional<quint32> readLittle32();

    /// False when the file ends before.
    bool skip(qint64 count);

private:
    bool refill();

    QFile &m_file;
    qint64 m_size;
    QByteArray m_window;
    qint64 m_windowAt = 0;
    qsizetype m_used = 0;
};

} // namespace lectern
