// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtGui/QIcon>

class QSystemTrayIcon;

namespace lectern {

/// The desktop's tray, as far as the console needs it: one picture, and messages beside it.
class Tray : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The picture stands there only where the desktop has a tray.
    virtual void setVisible(bool visible) = 0;
    virtual void setPicture(const QIcon &picture, const QString &toolTip) = 0;
    /// A message of the desktop, for a few seconds; none while the picture is not there.
    virtual void tell(const QString &title, const QString &text) = 0;

Q_SIGNALS:
    /// The picture was pressed.
    void pressed();
};

/// The tray of the desktop that the program runs on.
class SystemTray : public Tray
{
public:
    SystemTray();

    void setVisible(bool visible) override;
    void setPicture(const QIcon &picture, const QString &toolTip) override;
    void tell(const QString &title, const QString &text) override;

private:
    QSystemTrayIcon *m_icon;
};

} // namespace lectern
