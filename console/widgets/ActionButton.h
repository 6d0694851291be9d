// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>

class QAction;
class QString;
class QToolButton;

namespace lectern::actionbutton {

enum class Face { Icon, Text };

/// A button that does what the action does and follows its text, state and key. Its object name is the
/// action's with "Button" behind it.
QToolButton *make(QAction *action, Face face = Face::Text);

/// A button that opens a menu of these actions.
QToolButton *makeMenu(const QString &objectName, const QList<QAction *> &actions);

} // namespace lectern::actionbutton
