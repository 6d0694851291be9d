// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/WaitingPage.h"

#include "console/panels/LinePanel.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

WaitingPage::WaitingPage(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel)
    , m_line(new LinePanel)
    , m_card(new QFrame)
    , m_heading(new QLabel)
    , m_text(new QLabel)
    , m_leave(new QPushButton)
{
    m_name->setObjectName(u"waitingRoom"_s);
    m_heading->setObjectName(u"waitingHeading"_s);
    m_text->setObjectName(u"waitingText"_s);
    m_leave->setObjectName(u"leaveWaiting"_s);
    m_card->setProperty("card", true);
    m_name->setProperty("title", true);
    m_heading->setProperty("heading", true);
    for (auto *label : {m_name, m_heading, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }

    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(32, 32, 32, 32);
    card->setSpacing(16);
    card->addWidget(m_heading);
    card->addWidget(m_text);
    card->addWidget(m_leave);
    // Not by alignment: that would not ask the wrapped lines how high they are.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(m_card);
    middle->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 28, 36, 32);
    layout->setSpacing(16);
    layout->addWidget(m_name);
    layout->addWidget(m_line);
    layout->addStretch();
    layout->addLayout(middle);
    layout->addStretch();

    connect(m_leave, &QPushButton::clicked, this, &WaitingPage::leaveRequested);
    connect(m_line, &LinePanel::leaveRequested, this, &WaitingPage::leaveRequested);
    connect(m_line, &LinePanel::reopenRequested, this, &WaitingPage::reopenRequested);
    fitCard();
    retranslate();
}

void WaitingPage::setSession(ClassSession *session, bool held)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_held = held;
    m_line->setSession(session);
    if (!session) return;
    connect(session, &ClassSession::roomChanged, this, &WaitingPage::update);
    connect(session, &ClassSession::ended, this, &WaitingPage::update);
    update();
    m_leave->setFocus();
}

void WaitingPage::notice(const QString &text)
{
    m_line->notice(text);
}

void WaitingPage::update()
{
    if (!m_session) return;
    const auto &room = m_session->room();
    const auto self = m_session->participants()->nameOf(m_session->selfId());
    m_name->setText(room.name);
    m_heading->setText(m_held ? tr("%1 holds this class now").arg(room.host.name)
                              : tr("You are in the class of %1").arg(room.host.name));
    m_text->setText(tr("As soon as %1 selects you, %2, in the list of students and chooses People → "
                       "Co-teacher, everything for teaching appears here.")
                        .arg(room.host.name, self));
    // Before the welcome nobody knows under which name one is in the list; after the end only the way out is
    // left.
    m_text->setVisible(!self.isEmpty() && !m_session->hasEnded());
    m_heading->setVisible(!m_session->hasEnded());
    m_leave->setAccessibleDescription(m_heading->text() + u". "_s + m_text->text());
}

/// The text is read in few lines, in any size of its letters.
void WaitingPage::fitCard()
{
    constexpr int kCharacters = 56;
    m_card->setFixedWidth(std::max(440, kCharacters * fontMetrics().averageCharWidth()));
}

void WaitingPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::FontChange) fitCard();
    QWidget::changeEvent(event);
}

void WaitingPage::retranslate()
{
    m_leave->setText(tr("&Back to my classes"));
    m_leave->setToolTip(tr("Leave this class"));
    update();
}

} // namespace lectern
