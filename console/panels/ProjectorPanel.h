// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"
#include "console/widgets/ProjectorWindow.h"

class QActionGroup;

namespace lectern {

/// Steers the projector's window: what it shows follows the class and the teacher's choice. Nothing of it
/// stands on the page itself.
class ProjectorPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// The window opens on another screen than that of `page`.
    explicit ProjectorPanel(QWidget *page);

    void fillMenus(const ClassMenus &menus) override;
    void open() { m_window->open(); }

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void updateAll();
    void updatePoll();
    void updatePicture();

    ProjectorWindow *m_window;
    QAction *m_open;
    QActionGroup *m_scenes;
    QString m_pictureKey;
};

} // namespace lectern
