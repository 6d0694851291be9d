// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/Pulse.h"

#include <QtWidgets/QWidget>

class QChart;
class QDateTimeAxis;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace lectern {

/// The trend of a class's pulse; a dot where it dipped.
class PulseChart : public QWidget
{
    Q_OBJECT

public:
    explicit PulseChart(QWidget *parent = nullptr);

    void setPulse(const Pulse &pulse);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QChart *m_chart;
    QLineSeries *m_trend;
    QScatterSeries *m_dips;
    QDateTimeAxis *m_time;
    QValueAxis *m_mood;
};

} // namespace lectern
