// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/Erasure.h"

namespace lectern {

class Sql;

/// The jobs that erasing a person from a room consists of, each a transaction of its own: see Erasure.
namespace erasurejobs {

struct Whom
{
    QString roomId;
    QString personId;
};

Result<Traces> look(Sql &sql, const Whom &whom);

/// Takes their place away. The entry that tells of it; none from a room that keeps no history.
Result<QList<Message>> expel(Sql &sql, const Whom &whom);

/// Deletes some of the messages. The deletions; none: that was all.
Result<QList<Message>> takeOut(Sql &sql, const Whom &whom, const Person &by);

/// Ids of what they uploaded.
Result<QStringList> files(Sql &sql, const Whom &whom);

/// Takes away the rest, and the name from what stays.
Result<void> forget(Sql &sql, const Whom &whom);

} // namespace erasurejobs

} // namespace lectern
