// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"
#include "console/widgets/Tray.h"

namespace lectern {

/// Tells a teacher whose eyes are elsewhere what happens, each kind as they want it: a gentle sound for a
/// hand, a message of the desktop, and how many messages wait in the tray. Nothing of it stands on the page.
class NotifyPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` and `page` outlive the panel. Nobody is told anything while the page's window is the
    /// active one.
    NotifyPanel(Preferences &preferences, std::unique_ptr<Tray> tray, QWidget *page);

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

    Preferences &m_preferences;
    QWidget *m_page;
    QAction *m_kinds[4];
    QAction *m_sound;
    QAction *m_useTray;
    std::unique_ptr<Tray> m_tray;
    int m_unread = 0;
};

} // namespace lectern
