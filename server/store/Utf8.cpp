// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Utf8.h"

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
        } else if (*from < 0x80) {
            ++size;
            ++from;
        } else {
            char character[4];
            size += writeWide(character, from, end) - character;
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
        } else if (*from < 0x80) {
            *to++ = char(*from++);
        } else {
            to = writeWide(to, from, end);
        }
    }
    return to;
}

} // namespace lectern::utf8
