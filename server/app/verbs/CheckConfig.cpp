// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "server/app/verbs/Verbs.h"

namespace lectern::verbs {

int checkConfig(const Config &config, Terminal &terminal)
{
    terminal.out << "configuration ok\n" << describe(config) << Qt::flush;
    return kFine;
}

} // namespace lectern::verbs
