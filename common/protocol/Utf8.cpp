// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Utf8.h"

namespace lectern::utf8 {

namespace {

bool isAsciiBlock(const char16_t *units)
{
    char16_t bits = 0;
    for (qsizetype i = 0; i < kBlock; ++i)
        bits |= units[i];
    return bits < 0x80;
}

} // namespace

qsizetype sizeOf(QStringView text)
{
    qsizetype size = 0;
    const char16_t *from = text.utf16();
    const char16_t *const end = from + text.size();
    while (from != end) {
        if (end - from >= kBlock && isAsciiBlock(from)) {
            size += kBlock;
            from += kBlock;
            continue;
        }
        for (const char16_t *const stop = endOfBlock(from, end); from < stop;) {
            char character[4];
            if (QChar::isSurrogate(*from)) {
                size += writeWide(character, from, end) - character;
            } else {
                size += 1 + (*from >= 0x80) + (*from >= 0x800);
                ++from;
            }
        }
    }
    return size;
}

char *write(char *to, QStringView text)
{
    const char16_t *from = text.utf16();
    const char16_t *const end = from + text.size();
    while (from != end) {
        if (end - from >= kBlock && isAsciiBlock(from)) {
            to = writeBlock(to, from);
            from += kBlock;
            continue;
        }
        for (const char16_t *const stop = endOfBlock(from, end); from < stop;) {
            if (*from < 0x80)
                *to++ = char(*from++);
            else
                to = writeWide(to, from, end);
        }
    }
    return to;
}

} // namespace lectern::utf8
