// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/CharacterPairs.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace lectern {

namespace {

/// Of a pair, as a character has 21 bits.
constexpr std::array<int, 6> kBytes{0, 8, 16, 32, 40, 48};

/// Below that many, comparing is faster.
constexpr qsizetype kFewPairs = 64;

constexpr std::size_t digitOf(CharacterPair pair, int byte)
{
    return pair >> byte & 0xff;
}

/// Byte by byte, without comparing any: the pairs of a text come in no order that a processor could guess,
/// and a comparison that is guessed wrongly takes as long as all that is done here to one of them.
void sortByBytes(CharacterPairs &pairs)
{
    std::array<std::array<quint32, 256>, kBytes.size()> counts{};
    for (const CharacterPair pair : pairs)
        for (std::size_t i = 0; i < kBytes.size(); ++i)
            ++counts[i][digitOf(pair, kBytes[i])];

    CharacterPairs others(pairs.size());
    CharacterPair *from = pairs.data();
    CharacterPair *to = others.data();
    for (std::size_t i = 0; i < kBytes.size(); ++i) {
        auto &places = counts[i];
        if (places[digitOf(*from, kBytes[i])] == quint32(pairs.size())) continue; // it is the same in all
        quint32 place = 0;
        for (quint32 &count : places)
            place += std::exchange(count, place);
        for (const CharacterPair pair : std::span(from, std::size_t(pairs.size())))
            to[places[digitOf(pair, kBytes[i])]++] = pair;
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
