// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PollsModel.h"

#include <QtWidgets/QStackedWidget>

class QListWidget;
class QScrollArea;

namespace lectern {

class PollBars;

/// The answers to a question as they come in: a bar a choice, or the texts. No name is ever in it.
class PollChart : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PollChart(QWidget *parent = nullptr);

    void setPoll(const PollEntry &entry);
    /// Of labels, in pixels: the projector wants larger ones. They become smaller where all bars would not be
    /// seen at once, since nobody scrolls there.
    void setLabelSize(int pixels);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setBars(const PollEntry &entry);
    void setTexts(const QStringList &texts);
    void dress();
    QFont labelFont() const;

    PollBars *m_bars;
    QScrollArea *m_area; ///< around the bars
    QListWidget *m_texts;
    int m_labelSize = 0; ///< 0: the program's
};

} // namespace lectern
