// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"

class QSystemTrayIcon;

namespace lectern {

/// Tells a teacher whose eyes are elsewhere what happens, each kind as they want it: a gentle sound for a
/// hand, a message of the desktop, and how many messages wait in the tray. Nothing of it stands on the page.
class NotifyPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` outlives the panel.
    NotifyPanel(Preferences &preferences, QWidget *page);

    void fillMenus(const ClassMenus &menus) override;
    int unread() const { return m_unread; }

protected:
    void sessionChanged() override;
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(Preferences::Notice kind, const QString &text);
    void onRows(int first, int last);
    void setUnread(int unread);
    void showTray(bool shown);

    Preferences &m_preferences;
    QWidget *m_page;
    QAction *m_kinds[4];
    QAction *m_sound;
    QAction *m_useTray;
    QSystemTrayIcon *m_tray;
    int m_unread = 0;
};

} // namespace lectern
