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

QString roomTerm(const QString &roomId)
{
    return u'r' + roomId;
}

/// Two neighbours, the first in the upper half; nothing follows the last character.
using Pair = quint64;

QList<Pair> pairsOf(const QString &searchText)
{
    const QList<uint> characters = searchText.toUcs4();
    QList<Pair> pairs;
    for (qsizetype i = 0; i < characters.size(); ++i)
        pairs.append(Pair(characters[i]) << 32 | characters.value(i + 1));
    return pairs;
}

void appendHex(QString &terms, uint number)
{
    std::array<char, 8> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number, 16).ptr;
    terms += QLatin1StringView(digits.data(), end - digits.data());
}

/// "ac00xac01", and "ac00x" where nothing follows: that is also what all pairs with this character begin
/// with.
void appendTerm(QString &terms, Pair pair)
{
    appendHex(terms, uint(pair >> 32));
    terms += u'x';
    if (uint(pair) != 0) appendHex(terms, uint(pair));
}

/// The terms that a message with this text has for certain; a single character asks for a beginning.
QString asked(const QString &roomId, const QString &searchText, QLatin1StringView conjunction,
              QLatin1StringView anyEnd)
{
    const QList<Pair> pairs = pairsOf(searchText);
    QString terms = roomTerm(roomId);
    for (qsizetype i = 0; i < std::clamp<qsizetype>(pairs.size() - 1, 1, kMostAsked); ++i) {
        terms += conjunction;
        appendTerm(terms, pairs[i]);
    }
    if (pairs.size() == 1) terms += anyEnd;
    return terms;
}

} // namespace

QString searchable(const QString &text)
{
    return sql::folded(text).remove(QChar::Null).simplified();
}

QString termsOf(const QString &roomId, const QString &searchText)
{
    if (searchText.isEmpty()) return {};
    QList<Pair> pairs = pairsOf(searchText);
    std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    QString terms = roomTerm(roomId);
    for (const Pair pair : pairs) {
        terms += u' ';
        appendTerm(terms, pair);
    }
    return terms;
}

QString fts5Query(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, " "_L1, "*"_L1);
}

QString tsQuery(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, " & "_L1, ":*"_L1);
}

} // namespace lectern::searchterms
