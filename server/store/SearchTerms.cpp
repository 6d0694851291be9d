// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchTerms.h"

#include "common/protocol/Utf8.h"
#include "server/store/CharacterPairs.h"
#include "server/store/Sql.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string_view>

namespace lectern::searchterms {

using namespace Qt::StringLiterals;

namespace {

/// More pairs than these hardly narrow a search, and each costs a look into the index.
constexpr qsizetype kMostAsked = 16;

/// Twice eight digits at most, with what stands between them and before them.
constexpr qsizetype kLongestTerm = 18;

qsizetype mostOfRoom(const QString &roomId)
{
    return 1 + utf8::mostOf(roomId.size());
}

char *writeRoom(char *to, const QString &roomId)
{
    *to++ = 'r';
    return utf8::write(to, roomId);
}

char *writeHex(char *to, uint value)
{
    for (int shift = (std::bit_width(value | 1) - 1) / 4 * 4; shift >= 0; shift -= 4)
        *to++ = "0123456789abcdef"[value >> shift & 0xf];
    return to;
}

/// "ac00xac01", and "ac00x" where nothing follows: that is also what all pairs with this character begin
/// with.
char *writeTerm(char *to, CharacterPair pair)
{
    to = writeHex(to, uint(pair >> 32));
    *to++ = 'x';
    return uint(pair) != 0 ? writeHex(to, uint(pair)) : to;
}

/// The terms that a message with this text has for certain; a single character asks for a beginning.
QString asked(const QString &roomId, const QString &searchText, QByteArrayView conjunction,
              QByteArrayView anyEnd)
{
    const CharacterPairs pairs = pairsOf(searchText);
    const qsizetype count = std::clamp<qsizetype>(pairs.size() - 1, 1, kMostAsked);
    QByteArray terms(mostOfRoom(roomId) + count * (conjunction.size() + kLongestTerm), Qt::Uninitialized);
    char *to = writeRoom(terms.data(), roomId);
    for (qsizetype i = 0; i < count; ++i) {
        to = std::ranges::copy(conjunction, to).out;
        to = writeTerm(to, pairs[i]);
    }
    terms.truncate(to - terms.data());
    if (pairs.size() == 1) terms += anyEnd;
    return QString::fromLatin1(terms);
}

/// What becomes of the characters of ASCII: white space is a space, capitals are small, NUL is left out (0).
constexpr auto kAscii = [] {
    std::array<char16_t, 0x80> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
        const auto c = char16_t(i);
        made[i] = c >= u'\t' && c <= u'\r' ? u' ' : c >= u'A' && c <= u'Z' ? char16_t(c | 0x20) : c;
    }
    return made;
}();

/// Of a text of ASCII and Hangul syllables: neither NFKC nor the folding of cases changes any of these,
/// whatever stands beside them, but for the capitals of ASCII. Nothing for other texts.
std::optional<QString> searchablePlain(const QString &text)
{
    QString made(text.size(), Qt::Uninitialized);
    auto *const begin = reinterpret_cast<char16_t *>(made.data());
    auto *to = begin;
    for (const char16_t unit : std::u16string_view(QStringView(text).utf16(), std::size_t(text.size()))) {
        if (unit >= 0x80 && (unit < 0xac00 || unit > 0xd7a3)) return std::nullopt;
        const char16_t c = unit < 0x80 ? kAscii[unit] : unit;
        if (c == 0 || (c == u' ' && (to == begin || to[-1] == u' '))) continue;
        *to++ = c;
    }
    if (to != begin && to[-1] == u' ') --to;
    made.truncate(to - begin);
    return made;
}

} // namespace

QString searchable(const QString &text)
{
    if (auto made = searchablePlain(text)) return *std::move(made);
    return sql::folded(text).remove(QChar::Null).simplified();
}

QByteArray termsOf(const QString &roomId, const QString &searchText)
{
    if (searchText.isEmpty()) return {};
    CharacterPairs pairs = pairsOf(searchText);
    sortOut(pairs);
    QByteArray terms(mostOfRoom(roomId) + pairs.size() * kLongestTerm, Qt::Uninitialized);
    char *to = writeRoom(terms.data(), roomId);
    for (const CharacterPair pair : pairs) {
        *to++ = ' ';
        to = writeTerm(to, pair);
    }
    terms.truncate(to - terms.data());
    return terms;
}

QString fts5Query(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, " ", "*");
}

QString tsQuery(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, " & ", ":*");
}

} // namespace lectern::searchterms
