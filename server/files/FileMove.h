// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

namespace lectern {

class FileRecords;
class FileStore;

/// Moves the bytes of all files that are ready from one place to another; what is not in the first is left
/// alone. May be broken off and called again. Blocking.
Result<void> moveFiles(FileRecords &records, FileStore &from, FileStore &to);

} // namespace lectern
