// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/RosterGap.h"

#include "console/models/ParticipantsModel.h"

#include <QtCore/QSet>

namespace lectern {

QStringList rostergap::notHereYet(const QStringList &roster, const ParticipantsModel &people)
{
    if (roster.isEmpty()) return {};
    QSet<QString> seen;
    for (int row = 0; row < people.rowCount(); ++row) {
        const auto &person = people.at(row).person;
        seen << person.name << person.realName;
    }
    QStringList missing;
    for (const auto &name : roster) {
        if (!seen.contains(name)) missing.append(name);
    }
    return missing;
}

} // namespace lectern
