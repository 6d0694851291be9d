// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ChunkedBody.h"

#include <QtCore/QList>

#include <algorithm>

#include <cctype>

namespace lectern {

namespace {

constexpr qsizetype kLineLimit = 1'024;      ///< bytes of a size with its extensions, or of a trailer field
constexpr qint64 kTrailersLimit = 8 * 1'024; ///< bytes

} // namespace

ChunkedBody::State ChunkedBody::take(QByteArrayView &bytes)
{
    State state = State::More;
    while (state == State::More && !bytes.isEmpty())
        state = m_part == Part::Data ? takeData(bytes) : takeLine(bytes);
    return state;
}

ChunkedBody::State ChunkedBody::takeData(QByteArrayView &bytes)
{
    const qsizetype taken = std::min<qsizetype>(m_left, bytes.size());
    m_bytes += bytes.first(taken);
    bytes = bytes.sliced(taken);
    m_left -= taken;
    if (m_left == 0) m_part = Part::DataEnd;
    return State::More;
}

ChunkedBody::State ChunkedBody::takeLine(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype taken = end < 0 ? bytes.size() : end + 1;
    m_line += bytes.first(taken);
    bytes = bytes.sliced(taken);
    if (m_line.size() > kLineLimit) return State::Broken;
    if (end < 0) return State::More;
    // A bare line feed is read differently by different readers.
    if (!m_line.endsWith("\r\n")) return State::Broken;
    m_line.chop(2);
    const State state = endLine();
    m_line.clear();
    return state;
}

ChunkedBody::State ChunkedBody::endLine()
{
    switch (m_part) {
    case Part::Size: {
        const QByteArray digits = m_line.split(';').first().trimmed();
        const bool hexadecimal = std::ranges::all_of(
            digits, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
        if (digits.isEmpty() || digits.size() > 15 || !hexadecimal) return State::Broken;
        m_left = digits.toLongLong(nullptr, 16);
        if (m_left > m_limit - m_bytes.size()) return State::TooLong;
        m_part = m_left > 0 ? Part::Data : Part::Trailer;
        return State::More;
    }
    case Part::DataEnd:
        m_part = Part::Size;
        return m_line.isEmpty() ? State::More : State::Broken;
    case Part::Trailer:
        m_trailers += m_line.size() + 2; // with its end
        if (m_trailers > kTrailersLimit) return State::Broken;
        return m_line.isEmpty() ? State::Whole : State::More;
    case Part::Data:
        break;
    }
    return State::Broken;
}

} // namespace lectern
