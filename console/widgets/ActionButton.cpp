// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ActionButton.h"

#include "console/style/Icons.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern::actionbutton {

namespace {

QString plain(QString text)
{
    return text.remove(u'&');
}

/// What a mouse or a screen reader is told: what it does, and its key.
void describe(QToolButton *button, const QAction *action)
{
    const auto keys = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? action->toolTip() : u"%1 (%2)"_s.arg(action->toolTip(), keys));
    button->setAccessibleName(plain(action->text()));
}

} // namespace

QToolButton *make(QAction *action, Face face)
{
    auto *button = new QToolButton;
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setProperty("framed", true);
    button->setToolButtonStyle(face == Face::Icon ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(face == Face::Icon ? QSizePolicy::Fixed : QSizePolicy::Expanding,
                          QSizePolicy::Fixed);
    button->setDefaultAction(action);
    describe(button, action);
    QObject::connect(action, &QAction::changed, button, [button, action] { describe(button, action); });
    return button;
}

QToolButton *makeMenu(const QString &objectName, const QList<QAction *> &actions)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setProperty("framed", true);
    button->setIcon(icons::get(u"more"_s));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->addActions(actions);
    button->setMenu(menu);
    return button;
}

} // namespace lectern::actionbutton
