// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

namespace lectern {

/// All that is kept of a class.
struct ClassRecord
{
    api::Room room;
    QList<Message> messages; ///< the oldest first
    QList<api::Attendee> attendance;
};

} // namespace lectern
