// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Reads the command line, the environment and the configuration file and does what they ask for.
/// The exit code: 0 fine, 1 failed while running, 2 bad usage or configuration (one line on stderr says
/// what).
int runCommandLine(int argc, char **argv);

} // namespace lectern
