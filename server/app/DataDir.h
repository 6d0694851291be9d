// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <expected>

namespace lectern {

/// Makes the data directory (mode 0700) if it is not there, and sees that it can be written.
/// The error is one line that names the key, the directory and what is wrong.
std::expected<void, QString> prepareDataDir(const QString &path);

/// For commands that only make sense on a system that is there: opening a SQLite file makes an empty one. The
/// error says which file is not there, and where it was told.
std::expected<void, QString> requireDatabase(const QString &databaseUrl);

} // namespace lectern
