// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// A new ULID (github.com/ulid/spec): 26 characters of Crockford's base32, 48 bits of milliseconds and
/// 80 random bits. Those made by one thread sort in the order in which they were made.
/// Safe on any thread; the order holds within a thread.
QString newUlid();

/// An id for a person: "u_" and a ULID.
QString newUserId();
bool isUserId(QStringView text);

} // namespace lectern
