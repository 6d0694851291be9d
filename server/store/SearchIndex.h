// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

namespace lectern {

class Sql;

/// Makes messages findable by the terms of their texts. SQLite gets terms only here, a while after the
/// message, as its index takes many messages at once for little more than one; PostgreSQL gets them with the
/// message, and here only for those that came without, from elsewhere.
namespace searchindex {

/// Indexes the oldest messages that are not indexed, at most so many. How many there
/// were.
Result<int> advance(Sql &sql, int most);

} // namespace searchindex

} // namespace lectern
