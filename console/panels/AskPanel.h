// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

class QComboBox;
class QLabel;

namespace lectern {

class PollChart;

/// Questions to the class: asking one, watching the answers come in, closing it.
class AskPanel : public ClassPanel
{
    Q_OBJECT

public:
    AskPanel();

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;

Q_SIGNALS:
    /// A question was asked: the panel is wanted.
    void wanted();

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void askNew();
    void askYesNo();
    void close(bool show);
    void update();
    const PollEntry *shown() const;

    QComboBox *m_polls;
    QLabel *m_state;
    PollChart *m_chart;
    QAction *m_new;
    QAction *m_yesNo;
    QAction *m_close;
    QAction *m_closeAndShow;
};

} // namespace lectern
