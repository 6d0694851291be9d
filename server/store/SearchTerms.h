// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace lectern {

/// What a message is found by: the pairs of neighbouring characters in its text, as words of hexadecimal
/// digits that no engine's own idea of words and letters can touch. So two syllables are found inside a
/// longer Korean word, where SQLite's trigrams and PostgreSQL's parsers miss them.
/// A search by terms finds every message that has the text, and a few that only have its pairs.
namespace searchterms {

/// A text as it is stored to be searched and as it is searched for: NFKC, case-folded, white space single.
QString searchable(const QString &text);

/// The terms of a message, separated by spaces: its room (a letter-and-digit id) and the pairs of
/// `searchText`, a searchable() text; ASCII, empty for an empty one.
QByteArray termsOf(const QString &roomId, const QString &searchText);

/// The expressions that find, in a room, the messages with the terms of `searchText`; not empty.
QString fts5Query(const QString &roomId, const QString &searchText);
QString tsQuery(const QString &roomId, const QString &searchText);

} // namespace searchterms

} // namespace lectern
