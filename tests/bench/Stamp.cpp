// SPDX-License-Identifier: GPL-3.0-or-later
#include "Stamp.h"

#include "common/protocol/Codec.h"

#include <algorithm>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kBegin = "~bench~";
constexpr QByteArrayView kRef = "ref-";
constexpr qsizetype kDigits = 16;

void writeHex(char *to, qint64 value)
{
    for (qsizetype i = kDigits; i-- > 0; value >>= 4)
        to[i] = "0123456789abcdef"[value & 15];
}

qint64 readHex(QByteArrayView digits)
{
    qint64 value = 0;
    for (const char c : digits)
        value = (value << 4) | (c <= '9' ? c - '0' : c - 'a' + 10);
    return value;
}

} // namespace

std::optional<Stamp> Stamp::find(QByteArrayView frame)
{
    const qsizetype at = frame.indexOf(kBegin);
    if (at < 0 || frame.size() - at < kBegin.size() + 2 * kDigits) return std::nullopt;
    const QByteArrayView digits = frame.sliced(at + kBegin.size());
    return Stamp{readHex(digits.first(kDigits)), readHex(digits.sliced(kDigits, kDigits))};
}

std::optional<qint64> acknowledgedNumber(QByteArrayView frame)
{
    if (frame.indexOf("\"messageType\":\"ack\"") < 0) return std::nullopt;
    const qsizetype at = frame.indexOf(kRef);
    if (at < 0 || frame.size() - at < kRef.size() + kDigits) return std::nullopt;
    return readHex(frame.sliced(at + kRef.size(), kDigits));
}

StampedMessage::StampedMessage(int size, Speech speech)
{
    const QString digits(kDigits, u'0');
    QString text = QString::fromLatin1(kBegin) + digits + digits;
    text += QString(std::max<qsizetype>(0, size - text.size()), u'x');
    Message message;
    message.payload = payload::Text{text};
    message.ref = QString::fromLatin1(kRef) + digits;
    m_frame = phrased(speech, encode(message));
    m_textAt = m_frame.indexOf(kBegin) + kBegin.size();
    m_refAt = m_frame.indexOf(kRef) + kRef.size();
}

QByteArrayView StampedMessage::stamped(const Stamp &stamp)
{
    char *frame = m_frame.data();
    writeHex(frame + m_textAt, stamp.number);
    writeHex(frame + m_textAt + kDigits, stamp.due);
    writeHex(frame + m_refAt, stamp.number);
    return m_frame;
}

} // namespace lectern::bench
