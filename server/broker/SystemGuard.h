// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisLink.h"

namespace lectern {

/// Keeps two systems from meeting in one Redis: the key "lectern:system" holds the id of the database that
/// all nodes share. Set by the first node; `bad_request` when it holds another id.
QFuture<Result<void>> guardSystem(RedisLink &commands, const QString &databaseId);

} // namespace lectern
