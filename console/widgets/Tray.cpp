// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/Tray.h"

#include "console/style/Icons.h"

#include <QtWidgets/QSystemTrayIcon>

namespace lectern {

SystemTray::SystemTray()
    : m_icon(new QSystemTrayIcon(this))
{
    connect(m_icon, &QSystemTrayIcon::activated, this, &Tray::pressed);
}

void SystemTray::setVisible(bool visible)
{
    m_icon->setVisible(visible && QSystemTrayIcon::isSystemTrayAvailable());
}

void SystemTray::setPicture(const QIcon &picture, const QString &toolTip)
{
    m_icon->setIcon(picture);
    m_icon->setToolTip(toolTip);
}

void SystemTray::tell(const QString &title, const QString &text)
{
    constexpr int kShown = 4000; // milliseconds
    if (m_icon->isVisible()) m_icon->showMessage(title, text, icons::logo(), kShown);
}

} // namespace lectern
