// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Load.h"

namespace lectern::bench {

/// The figures for a person (a table) or a program (one line of JSON).
QString report(const Options &options, const Figures &figures);

} // namespace lectern::bench
