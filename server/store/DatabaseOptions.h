// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace lectern {

/// What a commit promises. Full: it outlasts a power cut. Normal: it outlasts the end of every program; the
/// last moments before a power cut (PostgreSQL: before a crash of its server) may be gone, in whole
/// transactions.
enum class Durability { Full, Normal };

struct DatabaseOptions
{
    Durability durability = Durability::Full;
    /// How long a statement waits for a lock that another process holds.
    std::chrono::milliseconds busyTimeout = std::chrono::seconds(5);
};

} // namespace lectern
