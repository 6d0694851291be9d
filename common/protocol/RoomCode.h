// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// A room's code: six capital letters without those that are easily confused when read from a wall
/// or said aloud (I, L, O, Q left out).
namespace roomcode {

inline constexpr int kLength = 6;

/// A new random code. It may be taken: the store decides.
QString generate();

/// What somebody typed, as a code: spaces and hyphens dropped, letters made capital.
/// Empty when it can't be a code (another length, anything but A-Z).
QString normalized(const QString &typed);

} // namespace roomcode

} // namespace lectern
