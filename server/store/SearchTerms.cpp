// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchTerms.h"

#include "server/store/Sql.h"

#include <QtCore/QList>

#include <algorithm>
#include <array>
#include <charconv>

namespace lectern::searchterms {

using namespace Qt::StringLiterals;

namespace {

/// More pairs than these hardly narrow a search, and each costs a look into the index.
constexpr qsizetype kMostAsked = 16;

constexpr qsizetype kLongestTerm = 12; ///< of most scripts, with the space before it

QByteArray roomTerm(const QString &roomId)
{
    return 'r' + roomId.toLatin1();
}

/// Two neighbours, the first in the upper half; nothing follows the last character.
using Pair = quint64;

QList<Pair> pairsOf(const QString &searchText)
{
    const QList<uint> characters = searchText.toUcs4();
    QList<Pair> pairs;
    pairs.reserve(characters.size());
    for (qsizetype i = 0; i < characters.size(); ++i)
        pairs.append(Pair(characters[i]) << 32 | characters.value(i + 1));
    return pairs;
}

/// "ac00xac01", and "ac00x" where nothing follows: that is also what all pairs with this character begin
/// with.
void appendTerm(QByteArray &terms, Pair pair)
{
    std::array<char, 17> term; // twice eight digits at most
    char *end = std::to_chars(term.begin(), term.end(), uint(pair >> 32), 16).ptr;
    *end++ = 'x';
    if (uint(pair) != 0) end = std::to_chars(end, term.end(), uint(pair), 16).ptr;
    terms.append(term.data(), end - term.data());
}

/// The terms that a message with this text has for certain; a single character asks for a beginning.
QString asked(const QString &roomId, const QString &searchText, QByteArrayView conjunction,
              QByteArrayView anyEnd)
{
    const QList<Pair> pairs = pairsOf(searchText);
    QByteArray terms = roomTerm(roomId);
    for (qsizetype i = 0; i < std::clamp<qsizetype>(pairs.size() - 1, 1, kMostAsked); ++i) {
        terms += conjunction;
        appendTerm(terms, pairs[i]);
    }
    if (pairs.size() == 1) terms += anyEnd;
    return QString::fromLatin1(terms);
}

} // namespace

QString searchable(const QString &text)
{
    return sql::folded(text).remove(QChar::Null).simplified();
}

QByteArray termsOf(const QString &roomId, const QString &searchText)
{
    if (searchText.isEmpty()) return {};
    QList<Pair> pairs = pairsOf(searchText);
    std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    QByteArray terms = roomTerm(roomId);
    terms.reserve(terms.size() + pairs.size() * kLongestTerm);
    for (const Pair pair : pairs) {
        terms += ' ';
        appendTerm(terms, pair);
    }
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
