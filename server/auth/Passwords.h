// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QString>

namespace lectern {

/// Argon2id by libsodium, on a thread pool: about 50 ms of a core each, never on the main thread.
namespace passwords {

inline constexpr int kMinLength = 8; ///< characters

/// For storing. Empty when there was no memory for it.
QFuture<QString> hash(QString password);

/// An empty hash takes as long and is false, so that the time tells nobody which accounts exist.
QFuture<bool> verify(QString hash, QString password);

} // namespace passwords

} // namespace lectern
