// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace lectern {

class ParticipantsModel;

namespace rostergap {

/// The names of a class list that nobody of the class has had yet, in the list's order. Who came and left,
/// has come; a student counts by the name shown and by the real name.
QStringList notHereYet(const QStringList &roster, const ParticipantsModel &people);

} // namespace rostergap
} // namespace lectern
