// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace lectern {

class Database;
class Sql;

/// A JWT secret that comes back with a database: it lies beside its place, under the restore's id, until the
/// database says that this restore is the one that has come about. So the two change in one moment, however
/// the program ends.
namespace restoredsecret {

/// Writes it beside `file`. Blocking.
Result<void> stage(const QString &file, const QString &restoreId, const QByteArray &secret);

/// Takes one that was not to be away again.
void drop(const QString &file, const QString &restoreId);

/// Puts the secret of the database's last restore in its place, if that is still to be done.
Result<void> settle(Sql &sql, const QString &file);
/// As that, and takes away what killed restores have left. Blocking; no restore may be under way.
Result<void> settle(Database &database, const QString &file);

} // namespace restoredsecret

} // namespace lectern
