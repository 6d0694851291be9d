// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <functional>
#include <vector>

namespace lectern {

class Sql;

/// A short job that may share its transaction, and with it the wait for the disk, with others.
struct SharedJob
{
    std::function<Result<void>(Sql &)> run;
    /// Called once: what became of it. No problem: committed, if it wrote.
    std::function<void(const Result<void> &)> settle;
};

/// Runs the jobs one after the other in one transaction, and settles each after the commit. One that fails is
/// undone by itself. When the commit fails, or a job takes the whole transaction with it, all was undone, and
/// each runs again for itself: whoever only reads is not held up by a full disk. A job that is alone just
/// runs.
void runTogether(Sql &sql, const std::vector<SharedJob> &jobs);

} // namespace lectern
