// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace lectern {

/// Times on the wire: ISO 8601, UTC, milliseconds, "Z", for instance "2026-11-21T01:02:03.456Z". The time
/// must be valid and of the years 1 to 9999.
QByteArray timeText(const QDateTime &time);
/// The same into memory that is there already; its end is returned.
char *writeTime(char *to, const QDateTime &time);
inline constexpr qsizetype kTimeSize = 24; ///< bytes of such a text
QString timeToString(const QDateTime &time);

/// Invalid for anything that is no such time.
QDateTime timeFromString(const QString &text);

} // namespace lectern
