// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/FrameDecoder.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Event = FrameDecoder::Event;

Event violation(const QByteArray &why, CloseCode code = CloseCode::ProtocolError)
{
    return {Event::Kind::Violation, why, static_cast<quint16>(code)};
}

bool isControl(Opcode opcode)
{
    return static_cast<quint8>(opcode) & 0x8;
}

/// Codes that may stand in a close frame (RFC 6455, section 7.4, and IANA's registry).
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

Event closeEvent(const QByteArray &payload)
{
    if (payload.isEmpty()) return {Event::Kind::Close, {}, 1005};
    if (payload.size() == 1) return violation("a close code has two bytes"_ba);
    const auto code = qFromBigEndian<quint16>(payload.constData());
    if (!isCloseCode(code)) return violation("not a close code"_ba);
    const QByteArray reason = payload.mid(2);
    if (!QUtf8StringView(reason).isValidUtf8())
        return violation("the reason is no UTF-8"_ba, CloseCode::BadPayload);
    return {Event::Kind::Close, reason, code};
}

} // namespace

std::optional<Event> FrameDecoder::decode(QByteArrayView &bytes)
{
    for (;;) {
        if (!m_inPayload) {
            if (!gatherHeader(bytes)) return std::nullopt;
            if (auto event = readHeader()) return event;
        }
        takePayload(bytes);
        if (m_left > 0) return std::nullopt;
        if (auto event = endFrame()) return event;
    }
}

bool FrameDecoder::gatherHeader(QByteArrayView &bytes)
{
    // The first two bytes tell how many more there are; a client's frames end theirs with four of mask.
    const auto needed = [this] {
        if (m_headerSize < 2) return 2;
        const int length = m_header[1] & 0x7f;
        return 6 + (length == 127 ? 8 : length == 126 ? 2 : 0);
    };
    while (m_headerSize < needed()) {
        if (bytes.isEmpty()) return false;
        m_header[m_headerSize++] = bytes.front();
        bytes = bytes.sliced(1);
        // An unmasked frame is refused by its second byte: the others might never come.
        if (m_headerSize == 2 && !(m_header[1] & 0x80)) return true;
    }
    return true;
}

std::optional<Event> FrameDecoder::readHeader()
{
    const int headerSize = std::exchange(m_headerSize, 0);
    const auto first = static_cast<quint8>(m_header[0]);
    if (first & 0x70) return violation("no extension was agreed on"_ba);
    if (!(m_header[1] & 0x80)) return violation("a client's frames must be masked"_ba);
    m_final = first & 0x80;
    m_opcode = static_cast<Opcode>(first & 0x0f);

    const int shortLength = m_header[1] & 0x7f;
    quint64 length = static_cast<quint64>(shortLength);
    if (shortLength == 126)
        length = qFromBigEndian<quint16>(m_header + 2);
    else if (shortLength == 127)
        length = qFromBigEndian<quint64>(m_header + 2);

    switch (m_opcode) {
    case Opcode::Continuation:
        if (!m_inMessage) return violation("nothing is to be continued"_ba);
        break;
    case Opcode::Text:
    case Opcode::Binary:
        if (m_inMessage) return violation("the last message is unfinished"_ba);
        m_inMessage = true;
        m_messageOpcode = m_opcode;
        break;
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        if (!m_final || length > 125) return violation("a control frame is short and whole"_ba);
        break;
    default:
        return violation("unknown opcode"_ba);
    }
    if (!isControl(m_opcode) && length > static_cast<quint64>(m_limit - m_message.size()))
        return violation("at most "_ba + QByteArray::number(m_limit) + " bytes", CloseCode::TooBig);

    m_left = static_cast<qint64>(length);
    m_position = 0;
    std::memcpy(m_mask, m_header + headerSize - 4, 4);
    m_inPayload = true;
    return std::nullopt;
}

void FrameDecoder::takePayload(QByteArrayView &bytes)
{
    const qsizetype taken = std::min<qsizetype>(m_left, bytes.size());
    QByteArray &target = isControl(m_opcode) ? m_control : m_message;
    const qsizetype start = target.size();
    target.append(bytes.first(taken));
    bytes = bytes.sliced(taken);
    m_left -= taken;
    unmask(target.data() + start, taken);
}

void FrameDecoder::unmask(char *data, qsizetype size)
{
    qsizetype i = 0;
    // Eight bytes at a time, once the mask is at its beginning.
    for (; i < size && (m_position & 3) != 0; ++i)
        data[i] = static_cast<char>(data[i] ^ m_mask[m_position++ & 3]);
    std::array<char, 8> mask;
    std::memcpy(mask.data(), m_mask, 4);
    std::memcpy(mask.data() + 4, m_mask, 4);
    const auto wide = std::bit_cast<quint64>(mask);
    for (; i + 8 <= size; i += 8) {
        quint64 eight;
        std::memcpy(&eight, data + i, 8);
        eight ^= wide;
        std::memcpy(data + i, &eight, 8);
    }
    for (; i < size; ++i)
        data[i] = static_cast<char>(data[i] ^ m_mask[m_position++ & 3]);
}

std::optional<Event> FrameDecoder::endFrame()
{
    m_inPayload = false;
    switch (m_opcode) {
    case Opcode::Ping:
        return Event{Event::Kind::Ping, std::exchange(m_control, {})};
    case Opcode::Pong:
        return Event{Event::Kind::Pong, std::exchange(m_control, {})};
    case Opcode::Close:
        return closeEvent(std::exchange(m_control, {}));
    default:
        return m_final ? endMessage() : std::nullopt;
    }
}

std::optional<Event> FrameDecoder::endMessage()
{
    m_inMessage = false;
    QByteArray message = std::exchange(m_message, {});
    if (m_messageOpcode == Opcode::Binary) return Event{Event::Kind::Binary, std::move(message)};
    if (!QUtf8StringView(message).isValidUtf8())
        return violation("a text must be UTF-8"_ba, CloseCode::BadPayload);
    return Event{Event::Kind::Text, std::move(message)};
}

} // namespace lectern
