// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// The parts of a backup, by their names in the archive.
namespace partnames {

inline constexpr QLatin1StringView kManifest{"manifest.json"};
inline constexpr QLatin1StringView kSecret{"jwt.secret"};
inline constexpr QLatin1StringView kTables{"database/"}; ///< database/TABLE.jsonl
inline constexpr QLatin1StringView kFiles{"files/"};     ///< files/SHA256

inline QString ofTable(const QString &table)
{
    return kTables + table + QLatin1StringView(".jsonl");
}

inline QString ofFile(const QString &sha256)
{
    return kFiles + sha256;
}

} // namespace partnames

} // namespace lectern
