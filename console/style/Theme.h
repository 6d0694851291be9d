// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"

#include <QtGui/QColor>
#include <QtGui/QPalette>

class QApplication;

namespace lectern::theme {

/// Colours beyond the palette's roles, fit for the palette they are asked for. They are those of the student
/// page (resources/web/assets/css/base.css): one house, one look.
struct Colors
{
    QColor accent;
    QColor onAccent;
    QColor muted;
    QColor line;
    QColor ownBubble;
    QColor otherBubble;
    QColor success;
    QColor warning;
    QColor danger;
};

bool isDark(const QPalette &palette);
Colors colors(const QPalette &palette);

/// Sets style, palette, style sheet and the size of texts (percent of the desktop's) of the whole program.
void apply(QApplication &app, Preferences::Appearance appearance, int textSize = 100);

/// Spacing in pixels, so that all pages breathe alike.
inline constexpr int kGap = 12;
inline constexpr int kMargin = 24;

} // namespace lectern::theme
