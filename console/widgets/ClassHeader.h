// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "common/client/RoomConnection.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace lectern {

/// The top of a class: its name, the state of the line, the rules, and the way out.
class ClassHeader : public QWidget
{
    Q_OBJECT

public:
    explicit ClassHeader(QWidget *parent = nullptr);

    void setRoom(const api::Room &room);
    void setLine(RoomConnection::State line);

Q_SIGNALS:
    void renameRequested();
    void searchRequested();
    void talkChosen(lectern::Talk talk);
    void lockChosen(bool locked);
    void endRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_name;
    QPushButton *m_rename;
    QPushButton *m_search;
    QLabel *m_line;
    QLabel *m_talkLabel;
    QComboBox *m_talk;
    QPushButton *m_lock;
    QPushButton *m_end;
    RoomConnection::State m_state = RoomConnection::State::Idle;
};

} // namespace lectern
