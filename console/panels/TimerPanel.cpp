// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/TimerPanel.h"

#include "console/widgets/ActionButton.h"
#include "console/widgets/TimeLeft.h"

#include <QtGui/QAction>
#include <QtWidgets/QFrame>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

TimerPanel::TimerPanel()
    : m_left(new QLabel)
    , m_label(new QLabel)
    , m_minutes(new QSpinBox)
    , m_what(new QLineEdit)
    , m_start(makeAction(u"startTimer"_s, Qt::CTRL | Qt::Key_D))
    , m_stop(makeAction(u"stopTimer"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_D))
{
    m_left->setObjectName(u"timeLeft"_s);
    m_left->setProperty("title", true);
    m_left->setAlignment(Qt::AlignCenter);
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setProperty("muted", true);
    m_label->setTextFormat(Qt::PlainText);
    m_minutes->setObjectName(u"timerMinutes"_s);
    m_minutes->setRange(1, 180);
    m_minutes->setValue(5);
    m_what->setObjectName(u"timerLabel"_s);
    m_what->setMaxLength(80);

    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *layout = new QGridLayout(card);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_left, 0, 0, 1, 2);
    layout->addWidget(m_label, 1, 0, 1, 2);
    layout->addWidget(m_minutes, 2, 0);
    layout->addWidget(m_what, 2, 1);
    layout->addWidget(actionbutton::make(m_start), 3, 0);
    layout->addWidget(actionbutton::make(m_stop), 3, 1);
    layout->setRowStretch(4, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(card);

    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, this, &TimerPanel::update);
    connect(m_what, &QLineEdit::returnPressed, m_start, &QAction::trigger);
    connect(m_start, &QAction::triggered, this, [this] {
        session()->asking()->startTimer(std::chrono::minutes(m_minutes->value()), m_what->text().trimmed());
    });
    connect(m_stop, &QAction::triggered, this, [this] { session()->asking()->stopTimer(); });
    TimerPanel::retranslate();
}

QString TimerPanel::title() const
{
    return tr("Timer");
}

void TimerPanel::fillMenus(const ClassMenus &menus)
{
    menus.askMenu->addSeparator();
    menus.askMenu->addActions({m_start, m_stop});
}

void TimerPanel::sessionChanged()
{
    m_tick.stop();
    if (session()) connect(session()->asking(), &Asking::timerChanged, scope(), [this] { update(); });
    update();
}

void TimerPanel::update()
{
    const auto timer = session() ? session()->asking()->timer() : payload::Timer{};
    const bool running = timer.endsAt.isValid();
    m_stop->setEnabled(running);
    m_left->setText(running ? timeleft::text(timer.endsAt) : tr("No timer"));
    m_label->setText(timer.label);
    m_label->setVisible(!timer.label.isEmpty());
    running ? m_tick.start() : m_tick.stop();
}

void TimerPanel::retranslate()
{
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setAccessibleName(tr("Minutes"));
    m_what->setPlaceholderText(tr("for what"));
    m_what->setAccessibleName(tr("What the timer is for"));
    m_start->setText(tr("&Start"));
    m_start->setToolTip(tr("Start the timer on every screen"));
    m_stop->setText(tr("S&top"));
    m_stop->setToolTip(tr("Take the timer off every screen"));
    update();
}

} // namespace lectern
