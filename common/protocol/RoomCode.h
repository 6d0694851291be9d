// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QString>

namespace lectern {

/// A room's code: six capital letters without those that are easily confused when read from a wall
/// or said aloud (I, L, O, Q left out).
namespace roomcode {

inline constexpr int kLength = 6;

/// What stands before a code where rooms are named in frames and in Redis.
inline constexpr QLatin1StringView kWirePrefix("room:");

/// A new random code. It may be taken: the store decides.
QString generate();

/// What somebody typed, as a code: spaces and hyphens dropped, letters made capital.
/// Empty when it can't be a code (another length, anything but A-Z).
QString normalized(const QString &typed);

/// The room that is always there, for those of the live protocols who name none. No code has its letters.
inline constexpr QLatin1StringView kLobby("LOBBY");

/// A room as the live protocols address it: a code as above, "room:" before it or not, or the lobby's name.
/// Empty when it can't be one.
QString addressed(const QString &address);

} // namespace roomcode

} // namespace lectern
