// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

class QLabel;
class QListWidget;

namespace lectern {

class PulseChart;

/// How the class follows: the trend, what counts now, and what was on when it dipped.
class PulsePanel : public ClassPanel
{
    Q_OBJECT

public:
    PulsePanel();

    QString title() const override;

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void update();

    PulseChart *m_chart;
    QLabel *m_counts;
    QListWidget *m_dips;
};

} // namespace lectern
