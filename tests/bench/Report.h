// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Arrive.h"
#include "Load.h"
#include "Return.h"
#include "Writers.h"

namespace lectern::bench {

/// The figures for a person (a table) or a program (one line of JSON).
QString report(const Options &options, const Figures &figures);
QString report(const Options &options, const ConnectFigures &figures);
QString report(const Options &options, const StoredFigures &figures);
QString report(const Options &options, const ReturnFigures &figures);
QString report(const Options &options, const ArriveFigures &figures);

} // namespace lectern::bench
