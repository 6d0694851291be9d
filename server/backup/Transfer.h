// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QMap>

namespace lectern {

/// Copies all that is in one database, of the newest schema, into another without any data, in one
/// transaction there: the same history, numbers and hashes, and an id of its own. Files in a directory stay
/// where they are. Nobody works with either. Blocking. The rows by table.
/// `bad_request` when the other holds something; else `storage_unavailable`. The detail is for the operator.
Result<QMap<QString, qint64>> transfer(const DatabaseUrl &from, const DatabaseUrl &to);

} // namespace lectern
