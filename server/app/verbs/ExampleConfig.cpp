// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ExampleConfig.h"
#include "server/app/verbs/Verbs.h"

namespace lectern::verbs {

int exampleConfig(Terminal &terminal)
{
    terminal.out << lectern::exampleConfig() << Qt::flush;
    return kFine;
}

} // namespace lectern::verbs
