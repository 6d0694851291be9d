// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/Account.h"
#include "console/session/PlanStore.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lectern {

class Banner;
class ColleagueForm;
class OwnRooms;

/// Begin a new class, go on with an earlier one, or come into a colleague's.
class RoomsPage : public QWidget
{
    Q_OBJECT

public:
    /// All outlive the page.
    RoomsPage(Account &account, Preferences &preferences, PlanStore &plan, QWidget *parent = nullptr);

    void showNotice(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void create();
    void enter(const QString &roomId);
    void visit(const QString &code);
    void preparePlan();
    void updateState();
    void setBusy(bool busy);
    void fitCard();

    Account &m_account;
    Preferences &m_preferences;
    PlanStore &m_plan;
    QFrame *m_newCard;
    QLabel *m_title;
    QLabel *m_newHeading;
    QLabel *m_nameLabel;
    QLabel *m_talkLabel;
    QLineEdit *m_name;
    QComboBox *m_talk;
    QPushButton *m_create;
    QPushButton *m_prepare;
    ColleagueForm *m_colleague;
    OwnRooms *m_own;
    QPushButton *m_signOut;
    Banner *m_banner;
    bool m_busy = false;
};

} // namespace lectern
