// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/EpollDispatcher.h"

namespace lectern {

bool installEpollDispatcher()
{
    return false;
}

} // namespace lectern
