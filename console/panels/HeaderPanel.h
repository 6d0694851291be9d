// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"

namespace lectern {

class ClassHeader;

/// The class as a whole: its name, its rules, its end, and taking it along as a file.
class HeaderPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` outlives the panel.
    explicit HeaderPanel(Preferences &preferences);

    void fillMenus(const ClassMenus &menus) override;

Q_SIGNALS:
    void searchRequested();
    void leaveRequested();

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void updateRoom();
    void updateLine();
    void confirmEnd();
    void askName();

    Preferences &m_preferences;
    ClassHeader *m_header;
    QAction *m_rename;
    QAction *m_lock;
    QAction *m_saveAll;
    QAction *m_leave; ///< out of a colleague's class
    QAction *m_end;
};

} // namespace lectern
