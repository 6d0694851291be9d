// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PollChart.h"

#include "console/widgets/PollBars.h"

#include <QtCore/QEvent>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

PollChart::PollChart(QWidget *parent)
    : QStackedWidget(parent)
    , m_bars(new PollBars)
    , m_area(new QScrollArea)
    , m_texts(new QListWidget)
{
    setObjectName(u"pollChart"_s);
    m_bars->setObjectName(u"pollBars"_s);
    m_area->setWidget(m_bars);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setStyleSheet(u"background: transparent"_s);
    m_area->setFocusPolicy(Qt::NoFocus);
    // The keyboard comes here where there is something to be scrolled.
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, m_area,
            [this](int, int most) { m_area->setFocusPolicy(most > 0 ? Qt::StrongFocus : Qt::NoFocus); });
    m_texts->setObjectName(u"pollTexts"_s);
    m_texts->setWordWrap(true);
    addWidget(m_area);
    addWidget(m_texts);
    dress();
}

void PollChart::setPoll(const PollEntry &entry)
{
    if (entry.poll.text) {
        setTexts(entry.result.texts.value_or(QList<QString>{}));
    } else {
        setBars(entry);
    }
}

void PollChart::setBars(const PollEntry &entry)
{
    QList<int> votes;
    for (int i = 0; i < entry.poll.choices.size(); ++i)
        votes.append(entry.result.counts.value(i));
    m_bars->setVotes(entry.poll.choices, votes);
    m_bars->setAccessibleName(tr("Answers"));
    setCurrentWidget(m_area);
    dress();
}

void PollChart::setTexts(const QStringList &texts)
{
    m_texts->clear();
    m_texts->addItems(texts);
    m_texts->scrollToBottom();
    m_texts->setAccessibleName(tr("Answers"));
    setCurrentWidget(m_texts);
}

void PollChart::setLabelSize(int pixels)
{
    m_labelSize = pixels;
    dress();
}

QFont PollChart::labelFont() const
{
    auto font = this->font();
    if (m_labelSize == 0) return font;
    constexpr double kShareOfRow = 0.55;
    const auto fitting = static_cast<int>(kShareOfRow * height() / std::max(1, m_bars->count()));
    font.setPixelSize(std::max(9, std::min(m_labelSize, fitting)));
    return font;
}

void PollChart::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    dress();
}

void PollChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) dress();
    QStackedWidget::changeEvent(event);
}

void PollChart::dress()
{
    const auto font = labelFont();
    m_bars->setLabelFont(font);
    m_texts->setFont(font);
}

} // namespace lectern
