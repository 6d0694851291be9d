// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

class QBarCategoryAxis;
class QBarSet;
class QHorizontalBarSeries;
class QValueAxis;

namespace lectern {

/// A bar a choice, with its words and its votes written along it: so narrow a panel has no room beside the
/// bars. Words go on over as many lines as a bar is high for, and end in dots where that is not enough; the
/// tooltip and the accessible description have them whole.
class PollBars : public QChartView
{
    Q_OBJECT

public:
    explicit PollBars(QWidget *parent = nullptr);

    /// As many votes as choices; the first choice is the uppermost.
    void setVotes(const QStringList &choices, const QList<int> &votes);
    void setLabelFont(const QFont &font);
    int count() const { return static_cast<int>(m_labels.size()); }
    /// What is to be read in a bar, a string a line.
    QStringList linesIn(int bar) const;

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRectF rowOf(int bar) const; ///< with the gap around it
    QRectF barOf(int bar) const; ///< what is filled
    void write(QPainter *painter, int bar) const;
    void dress();

    QStringList m_labels;
    QList<int> m_counts;
    QFont m_font;
    QHorizontalBarSeries *m_series;
    QBarSet *m_bars;
    QBarCategoryAxis *m_choices;
    QValueAxis *m_votes;
};

} // namespace lectern
