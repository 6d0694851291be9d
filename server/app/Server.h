// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"

namespace lectern {

/// Puts the server together, runs it until SIGTERM or SIGINT, and drains it. Makes the QCoreApplication
/// itself, as the event dispatcher is chosen before. The exit code: 0 drained, 1 could not start or failed.
int serve(const Config &config);

} // namespace lectern
