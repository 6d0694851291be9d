// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

namespace lectern {

class Sql;

/// What migration 2 cannot do in SQL: gives the messages that a version 1 has left hashes, what they are
/// found by, and their rooms the sizes. A message that was deleted then has lost its text: its digest is
/// taken over an empty body.
Result<void> upgradeTo2(Sql &sql);

} // namespace lectern
