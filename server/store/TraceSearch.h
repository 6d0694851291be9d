// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QStringList>

namespace lectern {

class Sql;

/// Where people are known, for whoever has only a name or only an id.
namespace tracesearch {

/// Rooms in which there is anything of this person, also ended ones.
Result<QStringList> roomsOf(Sql &sql, const QString &personId);

/// Ids of those who are, or were, called so in the room; its host left out.
Result<QStringList> called(Sql &sql, const QString &roomId, const QString &name);

} // namespace tracesearch

} // namespace lectern
