// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/Account.h"

#include <QtWidgets/QFrame>

class QLabel;
class QListView;
class QPushButton;

namespace lectern {

/// The teacher's classes of before: gone on with by one click, looked back at, and searched.
class OwnRooms : public QFrame
{
    Q_OBJECT

public:
    /// Both outlive it.
    OwnRooms(Account &account, Preferences &preferences, QWidget *parent = nullptr);

    /// Nothing can be entered while something is under way.
    void setBusy(bool busy);
    void refresh();
    /// What became of a class.
    void showReport(const api::Room &room, const QString &find = {});

Q_SIGNALS:
    void enterRequested(const QString &roomId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateState();
    void enter(const QModelIndex &index);
    void searchAll();
    const api::Room *current() const;

    Account &m_account;
    Preferences &m_preferences;
    QLabel *m_heading;
    QLabel *m_empty;
    QListView *m_rooms;
    QPushButton *m_search;
    QPushButton *m_refresh;
    QPushButton *m_enter;
    QPushButton *m_report;
    QPushButton *m_roster;
    QPushButton *m_save;
    bool m_busy = false;
};

} // namespace lectern
