// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QLatin1StringView>
#include <QtCore/QString>

#include <expected>

namespace lectern::disk {

/// `storage_unavailable`: what could not be done to that path, and why; `error` is an errno.
std::unexpected<Problem> failure(QLatin1StringView what, const QString &path, int error);

/// Makes the directory if it is not there, and sees that it can be read and written.
Result<void> openDirectory(const QString &path);

/// Everything of that file or directory is on the disk when this returns 0; else an errno. Blocking.
int flush(const QString &path);

/// Renames a file to where it stays, and is sure that it does: flushed before, its folder after. Makes the
/// folder. Blocking.
Result<void> moveForGood(const QString &from, const QString &to);

/// What is not there is removed, too.
Result<void> remove(const QString &path);

bool isSha256(const QString &text);

} // namespace lectern::disk
