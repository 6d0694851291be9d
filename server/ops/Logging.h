// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

enum class LogLevel { Debug, Info, Warning, Error };

/// From now on qDebug() and its kin go to stderr, a line each, as text or JSON, from that level up:
/// time (ISO 8601 UTC), level, category, text. Never a token, a password or a message's text: who logs takes
/// care.
void installLogging(LogLevel level, bool json);

} // namespace lectern
