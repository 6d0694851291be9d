// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>

#include <algorithm>
#include <cstring>

namespace lectern {

/// UTF-8 written into memory that is there already. The bytes are those of QString::toUtf8(): half a
/// surrogate pair is a question mark.
namespace utf8 {

/// How many bytes the text takes.
qsizetype sizeOf(QStringView text);

/// How many bytes a text of so many UTF-16 units takes at most.
constexpr qsizetype mostOf(qsizetype units)
{
    return 3 * units;
}

/// ASCII is looked at and copied by blocks of this size, which the compiler does with a few vectors.
inline constexpr qsizetype kBlock = 16;

/// Writes a block that is ASCII.
inline char *writeBlock(char *to, const char16_t *from)
{
    char block[kBlock]; // of which the compiler knows that it is not `from`
    for (qsizetype i = 0; i < kBlock; ++i)
        block[i] = char(from[i]);
    std::memcpy(to, block, kBlock);
    return to + kBlock;
}

/// Where a block has one wide character it has more: it is gone through before the next one is looked at.
inline const char16_t *endOfBlock(const char16_t *from, const char16_t *end)
{
    return from + std::min<qsizetype>(kBlock, end - from);
}

/// Writes the text; its end is returned.
char *write(char *to, QStringView text);

/// Writes the character that begins at `from`, which is not ASCII, and moves `from` behind it.
inline char *writeWide(char *to, const char16_t *&from, const char16_t *end)
{
    const char16_t unit = *from++;
    const auto follow = [&to](char32_t bits) { *to++ = char(0x80 | (bits & 0x3f)); };
    if (unit < 0x800) {
        *to++ = char(0xc0 | unit >> 6);
    } else if (!QChar::isSurrogate(unit)) {
        *to++ = char(0xe0 | unit >> 12);
        follow(unit >> 6);
    } else if (QChar::isHighSurrogate(unit) && from != end && QChar::isLowSurrogate(*from)) {
        const char32_t character = QChar::surrogateToUcs4(unit, *from++);
        *to++ = char(0xf0 | character >> 18);
        follow(character >> 12);
        follow(character >> 6);
        follow(character);
        return to;
    } else {
        *to++ = '?';
        return to;
    }
    follow(unit);
    return to;
}

} // namespace utf8

} // namespace lectern
