// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <expected>

namespace lectern {

/// Root that works on a system of another user would leave files there which that user's server cannot write.
/// So root becomes the owner of the directory, with their groups, for good. Does nothing for anybody else,
/// and where the directory is root's or not there. The error is one line.
std::expected<void, QString> becomeOwnerOf(const QString &directory);

} // namespace lectern
