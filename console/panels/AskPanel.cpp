// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/AskPanel.h"

#include "console/widgets/ActionButton.h"
#include "console/widgets/PollChart.h"
#include "console/widgets/PollDialog.h"
#include "console/widgets/QuietComboBox.h"

#include <QtGui/QAction>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QFrame>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

AskPanel::AskPanel()
    : m_polls(new QuietComboBox)
    , m_state(new QLabel)
    , m_chart(new PollChart)
    , m_new(makeAction(u"newPoll"_s, Qt::CTRL | Qt::Key_P))
    , m_yesNo(makeAction(u"askYesNo"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Y))
    , m_close(makeAction(u"closePoll"_s, Qt::CTRL | Qt::Key_G))
    , m_closeAndShow(makeAction(u"showPoll"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P))
{
    m_polls->setObjectName(u"polls"_s);
    m_polls->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_state->setObjectName(u"pollState"_s);
    m_state->setProperty("muted", true);
    m_state->setWordWrap(true);
    m_chart->setMinimumHeight(120);

    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *layout = new QGridLayout(card);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(actionbutton::make(m_new), 0, 0);
    layout->addWidget(actionbutton::make(m_yesNo), 0, 1);
    layout->addWidget(m_polls, 1, 0, 1, 2);
    layout->addWidget(m_chart, 2, 0, 1, 2);
    layout->addWidget(m_state, 3, 0, 1, 2);
    layout->addWidget(actionbutton::make(m_close), 4, 0);
    layout->addWidget(actionbutton::make(m_closeAndShow), 4, 1);
    layout->setRowStretch(2, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(card);

    connect(m_new, &QAction::triggered, this, &AskPanel::askNew);
    connect(m_yesNo, &QAction::triggered, this, &AskPanel::askYesNo);
    connect(m_close, &QAction::triggered, this, [this] { close(false); });
    connect(m_closeAndShow, &QAction::triggered, this, [this] { close(true); });
    connect(m_polls, &QComboBox::currentIndexChanged, this, &AskPanel::update);
    AskPanel::retranslate();
}

QString AskPanel::title() const
{
    return tr("Questions");
}

void AskPanel::fillMenus(const ClassMenus &menus)
{
    menus.askMenu->addActions({m_new, m_yesNo, m_close, m_closeAndShow});
}

void AskPanel::sessionChanged()
{
    if (!session()) {
        // The model goes with its session.
        m_polls->setModel(new QStandardItemModel(m_polls));
        update();
        return;
    }
    auto *polls = session()->asking()->polls();
    m_polls->setModel(polls);
    connect(polls, &PollsModel::opened, scope(), [this] {
        m_polls->setCurrentIndex(0);
        update();
    });
    connect(polls, &PollsModel::changed, scope(), [this] { update(); });
    connect(session()->participants(), &ParticipantsModel::countsChanged, scope(), [this] { update(); });
    update();
}

void AskPanel::askNew()
{
    if (auto *open = findChild<PollDialog *>()) {
        open->activateWindow();
        return;
    }
    auto *dialog = new PollDialog(this);
    connect(dialog, &PollDialog::asked, session(), [this](const payload::Poll &poll) {
        session()->asking()->ask(poll);
        Q_EMIT wanted();
    });
    dialog->open();
}

void AskPanel::askYesNo()
{
    payload::Poll poll;
    poll.question = tr("Yes or no?");
    poll.choices = {tr("Yes"), tr("No")};
    session()->asking()->ask(poll);
    Q_EMIT wanted();
}

void AskPanel::close(bool show)
{
    if (const auto *poll = shown()) session()->asking()->close(poll->id, show);
}

const PollEntry *AskPanel::shown() const
{
    return session() ? session()->asking()->polls()->entryAt(m_polls->currentIndex()) : nullptr;
}

void AskPanel::update()
{
    const auto *poll = shown();
    m_chart->setVisible(poll);
    m_polls->setVisible(poll);
    m_close->setEnabled(poll && poll->open);
    m_closeAndShow->setEnabled(poll && poll->open);
    m_polls->setToolTip(poll ? poll->poll.question : QString());
    if (!poll) {
        m_state->setText(tr("Nothing has been asked yet."));
        return;
    }
    m_chart->setPoll(*poll);
    const auto people = session()->participants()->studentsOnline();
    const auto votes = tr("%1 of %2 have answered.").arg(poll->result.votes).arg(people);
    m_state->setText(poll->open ? votes
                     : poll->shown
                         ? tr("Closed, and shown to the students. Answers: %1").arg(poll->result.votes)
                         : tr("Closed. Answers: %1").arg(poll->result.votes));
}

void AskPanel::retranslate()
{
    m_polls->setAccessibleName(tr("Questions asked"));
    m_new->setText(tr("&Ask…"));
    m_new->setToolTip(tr("Ask the class a question"));
    m_yesNo->setText(tr("&Yes or no"));
    m_yesNo->setToolTip(tr("Ask “Yes or no?” at once"));
    m_close->setText(tr("&Close"));
    m_close->setToolTip(tr("Take no more answers"));
    m_closeAndShow->setText(tr("Close and &show"));
    m_closeAndShow->setToolTip(tr("Take no more answers, and show the result to the students"));
    update();
}

} // namespace lectern
