// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

namespace lectern {

class JoinCard;
class ProjectorView;

/// How students get in, beside the messages and as large as the page.
class JoinPanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `page` is what the enlarged code covers.
    explicit JoinPanel(QWidget *page);

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void updateRoom();

    JoinCard *m_card;
    ProjectorView *m_projector;
    QAction *m_enlarge;
};

} // namespace lectern
