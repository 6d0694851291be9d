// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace lectern {

class Banner;
class PeopleActions;
class PeopleList;

/// Who is in the class. The buttons above the list act on all, those below it on the selection; everything
/// stands in the menu bar as well.
class PeoplePanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` outlives the panel.
    explicit PeoplePanel(Preferences &preferences);

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;

Q_SIGNALS:
    void messageRequested(const lectern::ClassSession::Recipient &student);

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void build();
    void connectList();
    void connectActions();
    void connectRules();
    void connectNews();
    void buildRoster();
    void loadRoster();
    QStringList missing() const; ///< names of the class list
    void updateMissing();
    void updateCounts();
    void updateActions();
    void message();
    void showCalled(const QString &personId);
    void askName(bool real);
    void showBans();
    void confirmHandOver();
    void showRemoval(const QStringList &names);
    void news(const QString &one, const QString &many, const QStringList &names);

    Preferences &m_preferences;
    QLabel *m_title;
    QLineEdit *m_look;
    QComboBox *m_show;
    QComboBox *m_sort;
    QToolButton *m_tilesButton;
    PeopleList *m_list;
    QToolButton *m_missing;
    QLabel *m_news;
    Banner *m_undo;
    QToolButton *m_more;
    QToolButton *m_moreForAll;
    PeopleActions *m_actions;
    QStringList m_roster;
    QAction *m_goToPeople;
    QAction *m_findPerson;
    QAction *m_tiles;
};

} // namespace lectern
