// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ObjectText.h"

#include "common/protocol/Utf8.h"
#include "common/protocol/WireTime.h"

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace lectern {

namespace {

constexpr qsizetype kLongestEscape = 6; ///< bytes that one UTF-16 unit may take: \u00ff
constexpr qsizetype kShort = 32;        ///< a text for which it does not pay to count the bytes

/// The letter after the backslash of a short escape; 0: there is none for it.
constexpr char shortEscape(char16_t unit)
{
    switch (unit) {
    case u'"':
    case u'\\':
        return char(unit);
    case u'\n':
        return 'n';
    case u'\r':
        return 'r';
    case u'\t':
        return 't';
    default:
        return 0;
    }
}

char *putEscape(char *to, char16_t unit)
{
    static constexpr char kHex[] = "0123456789abcdef";
    *to++ = '\\';
    if (const char letter = shortEscape(unit)) {
        *to++ = letter;
        return to;
    }
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = kHex[(unit >> shift) & 15];
    return to;
}

bool isPlain(char16_t unit)
{
    return unit >= 0x20 && unit < 0x80 && unit != u'"' && unit != u'\\';
}

constexpr std::ptrdiff_t kBlock = utf8::kBlock; ///< UTF-16 units that are looked at together
constexpr std::ptrdiff_t kHalf = kBlock / 2;

/// Writes a block of units as they are, if all of them are plain. Both loops become a few vector instructions
/// each.
template <std::ptrdiff_t Size> bool putPlainBlock(char *to, const char16_t *from)
{
    quint16 special = 0;
    for (std::ptrdiff_t i = 0; i < Size; ++i) {
        const quint16 unit = from[i];
        special |= (unit < 0x20) | (unit > 0x7f) | (unit == '"') | (unit == '\\');
    }
    if (special) return false;
    std::array<char, Size> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = char(from[i]);
    std::ranges::copy(bytes, to);
    return true;
}

/// Bytes that a block takes at most. Its loop becomes a few vector instructions, too.
qsizetype spaceForBlock(const char16_t *from)
{
    quint16 wide = 0;
    quint16 escaped = 0;
    for (std::ptrdiff_t i = 0; i < kBlock; ++i) {
        const quint16 unit = from[i];
        wide |= unit > 0x7f;
        escaped |= (unit < 0x20) | (unit == '"') | (unit == '\\') | ((unit & 0xf800) == 0xd800);
    }
    constexpr qsizetype kLongestCharacter = 3; // bytes of UTF-8 for one unit
    return kBlock * (escaped ? kLongestEscape : wide ? kLongestCharacter : 1);
}

qsizetype spaceFor(QStringView text)
{
    if (text.size() <= kShort) return text.size() * kLongestEscape;
    qsizetype space = 0;
    qsizetype from = 0;
    for (; from + kBlock <= text.size(); from += kBlock)
        space += spaceForBlock(text.utf16() + from);
    return space + (text.size() - from) * kLongestEscape;
}

char *putCharacter(char *to, const char16_t *&from, const char16_t *end)
{
    const char16_t unit = *from;
    if (isPlain(unit)) {
        *to++ = char(*from++);
        return to;
    }
    const bool isPair = QChar::isHighSurrogate(unit) && end - from > 1 && QChar::isLowSurrogate(from[1]);
    if (isPair || (unit >= 0x80 && !QChar::isSurrogate(unit))) return utf8::writeWide(to, from, end);
    return putEscape(to, *from++);
}

char *putText(char *to, QStringView text)
{
    const char16_t *from = text.utf16();
    const char16_t *const end = from + text.size();
    while (from != end) {
        if (end - from >= kBlock && putPlainBlock<kBlock>(to, from)) {
            to += kBlock;
            from += kBlock;
        } else if (end - from >= kHalf && putPlainBlock<kHalf>(to, from)) {
            to += kHalf;
            from += kHalf;
        } else {
            for (const char16_t *const stop = from + std::min(kHalf, end - from); from < stop;)
                to = putCharacter(to, from, end);
        }
    }
    return to;
}

} // namespace

/// Makes room for a value of at most that many bytes behind its key, and writes the key: where the value
/// goes.
char *ObjectText::grow(QLatin1StringView key, qsizetype valueSize)
{
    constexpr qsizetype kAroundKey = 4; // a comma, two quotes, a colon
    const qsizetype size = m_out.size();
    m_out.resize(size + kAroundKey + key.size() + valueSize);
    char *to = m_out.data() + size;
    if (!std::exchange(m_first, false)) *to++ = ',';
    *to++ = '"';
    to = std::copy_n(key.data(), key.size(), to);
    *to++ = '"';
    *to++ = ':';
    return to;
}

QByteArray &ObjectText::begin(QLatin1StringView key)
{
    finish(grow(key, 0));
    return m_out;
}

void ObjectText::put(QLatin1StringView key, QLatin1StringView name, QStringView text)
{
    char *to = grow(key, name.size() + spaceFor(text) + 2);
    *to++ = '"';
    to = std::copy_n(name.data(), name.size(), to);
    to = putText(to, text);
    *to++ = '"';
    finish(to);
}

void ObjectText::putPlain(QLatin1StringView key, QByteArrayView value)
{
    finish(std::copy_n(value.data(), value.size(), grow(key, value.size())));
}

void ObjectText::put(QLatin1StringView key, qint64 number)
{
    constexpr qsizetype kLongest = 20; // -9223372036854775808
    char *const to = grow(key, kLongest);
    finish(std::to_chars(to, to + kLongest, number).ptr);
}

void ObjectText::putReal(QLatin1StringView key, double number)
{
    if (!std::isfinite(number)) return putNull(key);
    constexpr double kExactBelow = 1LL << 53;
    if (std::abs(number) < kExactBelow && number == std::trunc(number)) return put(key, qint64(number));
    constexpr qsizetype kLongest = 24; // -2.2250738585072014e-308
    char *const to = grow(key, kLongest);
    finish(std::to_chars(to, to + kLongest, number).ptr);
}

void ObjectText::put(QLatin1StringView key, bool value)
{
    putPlain(key, value ? "true" : "false");
}

void ObjectText::put(QLatin1StringView key, const QJsonObject &object)
{
    putPlain(key, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void ObjectText::putName(QLatin1StringView key, QLatin1StringView name)
{
    char *to = grow(key, name.size() + 2);
    *to++ = '"';
    to = std::copy_n(name.data(), name.size(), to);
    *to++ = '"';
    finish(to);
}

void ObjectText::putTime(QLatin1StringView key, const QDateTime &time)
{
    char *to = grow(key, kTimeSize + 2);
    *to++ = '"';
    to = writeTime(to, time);
    *to++ = '"';
    finish(to);
}

void ObjectText::putNull(QLatin1StringView key)
{
    putPlain(key, "null");
}

} // namespace lectern
