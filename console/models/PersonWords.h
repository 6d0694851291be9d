// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PersonEntry.h"

#include <QtCore/QCoreApplication>

namespace lectern {

/// A person in words: for the line below a name, for the tooltip, and for those who hear the screen.
class PersonWords
{
    Q_DECLARE_TR_FUNCTIONS(lectern::PersonWords)

public:
    /// The shown name, with the real one beside it where that is another.
    static QString name(const PersonEntry &entry);
    /// Since when, or how: short.
    static QString note(const PersonEntry &entry, bool isSelf);
    /// What they wrote last, else how they are here; one line.
    static QString line(const PersonEntry &entry);
    /// Device and connection, as far as known.
    static QString connection(const Participant &person);
    /// All of it, a line each.
    static QString details(const PersonEntry &entry, bool isSelf);
};

} // namespace lectern
