// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ParticipantsPanel.h"

#include "console/style/Icons.h"
#include "console/widgets/ParticipantDelegate.h"

#include <QtCore/QDateTime>
#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

ParticipantsPanel::ParticipantsPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_news(new QLabel)
    , m_list(new QListView)
    , m_message(new QPushButton)
    , m_lowerHand(new QPushButton)
    , m_kick(new QPushButton)
{
    setProperty("card", true);
    m_title->setProperty("heading", true);
    m_title->setObjectName(u"peopleTitle"_s);
    m_news->setProperty("muted", true);
    m_news->setObjectName(u"peopleNews"_s);
    m_news->setWordWrap(true);
    m_news->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_list->setObjectName(u"peopleList"_s);
    m_list->setItemDelegate(new ParticipantDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_message->setObjectName(u"messageStudent"_s);
    m_lowerHand->setObjectName(u"lowerHand"_s);
    m_kick->setObjectName(u"kickStudent"_s);
    m_message->setIcon(icons::get(u"message"_s));
    m_lowerHand->setIcon(icons::get(u"hand"_s));
    m_kick->setIcon(icons::get(u"remove"_s, icons::Tint::Danger));
    m_kick->setProperty("kind", u"danger"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_message, 1);
    buttons->addWidget(m_kick, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_news);
    layout->addLayout(buttons);
    layout->addWidget(m_lowerHand);

    connect(m_list, &QListView::clicked, this, &ParticipantsPanel::chooseRecipient);
    connect(m_list, &QListView::activated, this, &ParticipantsPanel::chooseRecipient);
    connect(m_message, &QPushButton::clicked, this, [this] { Q_EMIT messageRequested(selected()); });
    connect(m_lowerHand, &QPushButton::clicked, this, [this] { Q_EMIT lowerHandRequested(selected().id); });
    connect(m_kick, &QPushButton::clicked, this, [this] { Q_EMIT kickRequested(selected()); });
    retranslate();
}

void ParticipantsPanel::setParticipants(ParticipantsModel *participants)
{
    if (m_participants) m_participants->disconnect(this);
    m_participants = participants;
    m_list->setModel(participants);
    m_news->clear();
    if (participants) {
        connect(participants, &ParticipantsModel::countsChanged, this, &ParticipantsPanel::updateCounts);
        connect(participants, &ParticipantsModel::countsChanged, this, &ParticipantsPanel::updateButtons);
        connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
                &ParticipantsPanel::updateButtons);
    }
    updateCounts();
    updateButtons();
}

void ParticipantsPanel::setNews(const QString &text)
{
    m_news->setText(text);
}

ClassSession::Recipient ParticipantsPanel::selected() const
{
    const auto index = m_list->currentIndex();
    return {index.data(ParticipantsModel::IdRole).toString(), index.data().toString()};
}

void ParticipantsPanel::chooseRecipient(const QModelIndex &index)
{
    const auto type = static_cast<PersonType>(index.data(ParticipantsModel::TypeRole).toInt());
    if (type == PersonType::Student) Q_EMIT messageRequested(selected());
}

void ParticipantsPanel::updateCounts()
{
    m_title->setText(tr("Students: %n", nullptr, m_participants ? m_participants->studentsOnline() : 0));
}

void ParticipantsPanel::updateButtons()
{
    const auto index = m_list->currentIndex();
    const bool student =
        index.isValid() &&
        static_cast<PersonType>(index.data(ParticipantsModel::TypeRole).toInt()) == PersonType::Student;
    m_message->setEnabled(student);
    m_kick->setEnabled(student);
    m_lowerHand->setVisible(m_participants && m_participants->handsRaised() > 0);
    m_lowerHand->setEnabled(student &&
                            index.data(ParticipantsModel::HandRaisedAtRole).toDateTime().isValid());
}

void ParticipantsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void ParticipantsPanel::retranslate()
{
    m_list->setAccessibleName(tr("People in the class"));
    m_message->setText(tr("Message"));
    m_message->setToolTip(tr("Write to this student only (Enter in the list)"));
    m_lowerHand->setText(tr("Lower hand"));
    m_lowerHand->setToolTip(tr("Lower the hand of the selected student"));
    m_kick->setText(tr("Remove…"));
    m_kick->setToolTip(tr("Remove the selected student from the class"));
    updateCounts();
}

} // namespace lectern
