// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

struct MessageRow;

/// The log proves itself: the hash of each message covers what it says and the hash of the one before it in
/// its room, so that whoever changes, adds or takes out one has to write all later ones anew.
/// docs/protocol.md describes both values for strangers who want to check them. Both are SHA-256 in 64
/// lower-case hexadecimal digits.
namespace evidence {

/// Over what the message says; of a deleted one, whose text is gone, the digest that it has kept.
QString digestOf(const MessageRow &row);

/// Of a message with that digest. `previous`: its predecessor's hash, empty before the first.
QString hashOf(const QString &previous, const QString &digest);

} // namespace evidence

} // namespace lectern
