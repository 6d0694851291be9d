// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/ClassSession.h"

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

class QLabel;
class QListView;
class QPushButton;

namespace lectern {

/// Who is in the class, and what can be done with one of them.
class ParticipantsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ParticipantsPanel(QWidget *parent = nullptr);

    void setParticipants(ParticipantsModel *participants);
    /// The last thing that happened: somebody came, left, raised a hand.
    void setNews(const QString &text);

Q_SIGNALS:
    void messageRequested(const lectern::ClassSession::Recipient &student);
    void lowerHandRequested(const QString &personId);
    void kickRequested(const lectern::ClassSession::Recipient &student);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateCounts();
    void updateButtons();
    ClassSession::Recipient selected() const;
    void chooseRecipient(const QModelIndex &index);

    QPointer<ParticipantsModel> m_participants;
    QLabel *m_title;
    QLabel *m_news;
    QListView *m_list;
    QPushButton *m_message;
    QPushButton *m_lowerHand;
    QPushButton *m_kick;
};

} // namespace lectern
