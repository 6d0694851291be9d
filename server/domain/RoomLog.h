// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telemetry/LogField.h"

#include <QtCore/QLoggingCategory>

namespace lectern {

/// "lectern.room": what happens in the rooms. Who it is about stands in fields; what they say, never.
Q_DECLARE_LOGGING_CATEGORY(lcRoom)

} // namespace lectern
