// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QIcon>
#include <QtGui/QPalette>

namespace lectern::icons {

enum class Tint { Text, OnAccent, Accent, Muted, Danger, Warning };

/// One of resources/icons/console by its name, drawn at any size in a colour of the program's palette
/// (the one at the moment of drawing).
QIcon get(const QString &name, Tint tint = Tint::Text);

/// The program's own picture.
QIcon logo();

} // namespace lectern::icons
