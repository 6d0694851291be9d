// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/CharacterPairs.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lectern {

namespace {

/// Below that many, comparing is faster.
constexpr qsizetype kFewPairs = 64;

/// Into the order of one byte, and as they were where that is the same.
void sortByByte(const CharacterPair *from, CharacterPair *to, qsizetype size, int shift)
{
    std::array<quint32, 256> places{};
    for (qsizetype i = 0; i < size; ++i)
        ++places[from[i] >> shift & 0xff];
    quint32 place = 0;
    for (quint32 &count : places)
        place += std::exchange(count, place);
    for (qsizetype i = 0; i < size; ++i)
        to[places[from[i] >> shift & 0xff]++] = from[i];
}

/// Byte by byte, without comparing any: the pairs of a text come in no order that a processor could guess,
/// and a comparison that is guessed wrongly takes as long as all that is done here to one of them.
void sortByBytes(CharacterPairs &pairs)
{
    CharacterPair differing = 0;
    for (const CharacterPair pair : pairs)
        differing |= pair ^ pairs.first();

    CharacterPairs others(pairs.size());
    CharacterPair *from = pairs.data();
    CharacterPair *to = others.data();
    for (int shift = 0; shift < 64; shift += 8) {
        if ((differing >> shift & 0xff) == 0) continue;
        sortByByte(from, to, pairs.size(), shift);
        std::swap(from, to);
    }
    if (from != pairs.data()) std::ranges::copy(others, pairs.begin());
}

} // namespace

CharacterPairs pairsOf(QStringView text)
{
    CharacterPairs pairs(text.size());
    CharacterPair *const begin = pairs.data();
    CharacterPair *to = begin;
    const char16_t *from = text.utf16();
    const char16_t *const end = from + text.size();
    while (from != end) {
        char32_t character = *from++;
        if (QChar::isSurrogate(character)) {
            const bool isPair =
                QChar::isHighSurrogate(character) && from != end && QChar::isLowSurrogate(*from);
            character = isPair ? QChar::surrogateToUcs4(char16_t(character), *from++)
                               : char32_t(QChar::ReplacementCharacter);
        }
        if (to != begin) to[-1] |= character;
        *to++ = CharacterPair(character) << 32;
    }
    pairs.resize(to - begin);
    return pairs;
}

void sortOut(CharacterPairs &pairs)
{
    if (pairs.size() < kFewPairs)
        std::ranges::sort(pairs);
    else
        sortByBytes(pairs);
    pairs.resize(std::ranges::unique(pairs).begin() - pairs.begin());
}

} // namespace lectern
