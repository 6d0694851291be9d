// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QMap>
#include <QtCore/QString>

#include <functional>

namespace lectern {

class Sql;

/// What migrations need besides SQL: run after the file of that number, in the same transaction.
using MigrationSteps = QMap<int, std::function<Result<void>(Sql &)>>;

/// Brings the database up to the last of the numbered files (NNN-what.sql) in `directory`, each in a
/// transaction of its own; several processes may do so at once. A database with a higher number than the
/// last file is refused. The detail is for the operator.
Result<void> migrate(Sql &sql, const QString &directory, const MigrationSteps &steps = {});

/// The number of the last file in `directory`.
int newestVersion(const QString &directory);

/// The number of the last file that the database was brought up to.
Result<int> schemaVersion(Sql &sql);

/// Makes the tables of that number in a database without any, within a transaction.
Result<void> createSchema(Sql &sql, const QString &directory, int version);

} // namespace lectern
