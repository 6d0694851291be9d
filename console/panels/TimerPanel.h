// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

#include <QtCore/QTimer>

class QLabel;
class QLineEdit;
class QSpinBox;

namespace lectern {

/// A timer on every screen of the class.
class TimerPanel : public ClassPanel
{
    Q_OBJECT

public:
    TimerPanel();

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void update();

    QLabel *m_left;
    QLabel *m_label;
    QSpinBox *m_minutes;
    QLineEdit *m_what;
    QAction *m_start;
    QAction *m_stop;
    QTimer m_tick;
};

} // namespace lectern
