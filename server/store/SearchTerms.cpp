// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchTerms.h"

#include "server/store/Sql.h"

#include <QtCore/QStringList>

namespace lectern::searchterms {

using namespace Qt::StringLiterals;

namespace {

/// More pairs than these hardly narrow a search, and each costs a look into the index.
constexpr qsizetype kMostAsked = 16;

QString roomTerm(const QString &roomId)
{
    return u'r' + roomId;
}

/// "ac00xac01"; what begins with a character begins with "ac00x".
QString beginningWith(uint character)
{
    return QString::number(character, 16) + u'x';
}

/// Each once, in the order of the text.
QStringList pairsOf(const QList<uint> &characters)
{
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < characters.size(); ++i)
        pairs += beginningWith(characters[i]) + QString::number(characters[i + 1], 16);
    pairs.removeDuplicates();
    return pairs;
}

/// The terms that a message with this text has for certain; a single character asks for a beginning.
QStringList asked(const QString &roomId, const QString &searchText, QLatin1StringView anyEnd)
{
    const QList<uint> characters = searchText.toUcs4();
    QStringList terms = pairsOf(characters).mid(0, kMostAsked);
    if (terms.isEmpty()) terms += beginningWith(characters.first()) + anyEnd;
    terms.prepend(roomTerm(roomId));
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
    const QList<uint> characters = searchText.toUcs4();
    // The last one begins no pair, and has to be found by itself as well.
    QStringList terms = pairsOf(characters);
    terms += beginningWith(characters.last());
    terms.prepend(roomTerm(roomId));
    return terms.join(u' ');
}

QString fts5Query(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, "*"_L1).join(u' ');
}

QString tsQuery(const QString &roomId, const QString &searchText)
{
    return asked(roomId, searchText, ":*"_L1).join(u" & "_s);
}

} // namespace lectern::searchterms
