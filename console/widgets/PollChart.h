// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PollsModel.h"

#include <QtWidgets/QStackedWidget>

class QBarCategoryAxis;
class QBarSet;
class QChart;
class QChartView;
class QHorizontalBarSeries;
class QListWidget;
class QValueAxis;

namespace lectern {

/// The answers to a question as they come in: a bar a choice, or the texts. No name is ever in it.
class PollChart : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PollChart(QWidget *parent = nullptr);

    void setPoll(const PollEntry &entry);
    /// Of labels, in pixels: the projector wants larger ones.
    void setLabelSize(int pixels);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setBars(const PollEntry &entry);
    void setTexts(const QStringList &texts);
    void dress();
    int fittingLabelSize() const; ///< pixels

    QString m_id;
    QChart *m_chart;
    QChartView *m_view;
    QHorizontalBarSeries *m_series;
    QBarSet *m_bars;
    QBarCategoryAxis *m_choices;
    QValueAxis *m_votes;
    QListWidget *m_texts;
    int m_labelSize = 0; ///< 0: the program's
};

} // namespace lectern
