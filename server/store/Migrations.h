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

} // namespace lectern
