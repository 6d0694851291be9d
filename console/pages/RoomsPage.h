// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/Account.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace lectern {

class Banner;

/// Begin a new class, or go on with an earlier one.
class RoomsPage : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the page.
    RoomsPage(Account &account, Preferences &preferences, QWidget *parent = nullptr);

    void showNotice(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void create();
    void enter();
    void updateState();
    void setBusy(bool busy);

    Account &m_account;
    Preferences &m_preferences;
    QLabel *m_title;
    QLabel *m_newHeading;
    QLabel *m_nameLabel;
    QLabel *m_talkLabel;
    QLineEdit *m_name;
    QComboBox *m_talk;
    QPushButton *m_create;
    QLabel *m_ownHeading;
    QLabel *m_empty;
    QListView *m_rooms;
    QPushButton *m_enter;
    QPushButton *m_save;
    QPushButton *m_refresh;
    QPushButton *m_signOut;
    Banner *m_banner;
    bool m_busy = false;
};

} // namespace lectern
