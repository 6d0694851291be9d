// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassMenus.h"
#include "console/session/ClassSession.h"

#include <QtWidgets/QWidget>

namespace lectern {

class ClassDocks;
class ClassPanel;
class LinePanel;
class PlanStore;

/// The class while it is held. Puts the panels together and tells one of another; each wires itself.
class ClassPage : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the page.
    ClassPage(Preferences &preferences, PlanStore &plan, QWidget *parent = nullptr);

    /// Shows another session; the draft is kept when it is the same room. Null: none.
    void setSession(ClassSession *session);
    /// Puts everything that the page can do into the menus, with its keys.
    void fillMenus(const ClassMenus &menus);
    /// Says for a while what did not work.
    void notice(const QString &text);

Q_SIGNALS:
    void reopenRequested(const QString &roomId);
    void leaveRequested();

private:
    /// Every panel goes through here, in the order in which its entries stand in the menus.
    template <typename Panel> Panel *own(Panel *panel);

    QList<ClassPanel *> m_panels;
    ClassDocks *m_docks;
    LinePanel *m_line;
};

} // namespace lectern
