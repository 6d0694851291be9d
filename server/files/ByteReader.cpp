// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/ByteReader.h"

#include <QtCore/QtEndian>

#include <algorithm>

namespace lectern {

namespace {
constexpr qsizetype kWindow = 65'536;
}

ByteReader::ByteReader(QFile &file)
    : m_file(file)
    , m_size(file.size())
{
}

std::optional<QByteArray> ByteReader::read(qsizetype count)
{
    if (count > kWindow || count > m_size - position()) return {};
    QByteArray bytes;
    bytes.reserve(count);
    while (bytes.size() < count) {
        if (m_used == m_window.size() && !refill()) return {};
        const qsizetype part = std::min(count - bytes.size(), m_window.size() - m_used);
        bytes.append(m_window.constData() + m_used, part);
        m_used += part;
    }
    return bytes;
}

std::optional<quint8> ByteReader::readByte()
{
    if (m_used == m_window.size() && !refill()) return {};
    return quint8(m_window.at(m_used++));
}

std::optional<quint16> ByteReader::readBig16()
{
    return read(2).transform([](const QByteArray &b) { return qFromBigEndian<quint16>(b.constData()); });
}

std::optional<quint32> ByteReader::readBig32()
{
    return read(4).transform([](const QByteArray &b) { return qFromBigEndian<quint32>(b.constData()); });
}

std::optional<quint32> ByteReader::readLittle32()
{
    return read(4).transform([](const QByteArray &b) { return qFromLittleEndian<quint32>(b.constData()); });
}

bool ByteReader::skip(qint64 count)
{
    if (count < 0 || count > m_size - position()) return false;
    if (count <= m_window.size() - m_used) {
        m_used += count;
        return true;
    }
    m_windowAt = position() + count;
    m_window.clear();
    m_used = 0;
    return m_file.seek(m_windowAt);
}

bool ByteReader::refill()
{
    m_windowAt += m_window.size();
    m_used = 0;
    m_window = m_file.read(kWindow);
    return !m_window.isEmpty();
}

} // namespace lectern
