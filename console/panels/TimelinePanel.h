// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"
#include "console/widgets/TimelineDelegate.h"

#include <QtCore/QTimer>

class QPushButton;

namespace lectern {

class Banner;
class ImageViewer;
class PictureOpener;
class ReadersPopup;
class SearchPanel;
class TimelineActions;
class TimelineView;

/// What was said: the messages, what can be done with one of them, and looking for one.
class TimelinePanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` outlives the panel; `page` is what an opened picture covers.
    TimelinePanel(Preferences &preferences, QWidget *page);

    void fillMenus(const ClassMenus &menus) override;
    void openSearch();
    void showNewest();

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void connectActions();
    void connectView();
    void closeSearch();
    void updateActions();
    void onTimeline(TimelineDelegate::Action action, const QString &key);
    void openEntry(const QString &key);
    void showReaders(const QString &key);
    void saveEntry(const QString &key);
    void takeBack(const QString &key);
    void showTaken();
    void undoRecall();
    void sendAgain(const Recipients &to);

    Preferences &m_preferences;
    QPushButton *m_older;
    TimelineView *m_timeline;
    SearchPanel *m_search;
    Banner *m_taken;
    ReadersPopup *m_readers;
    ImageViewer *m_viewer;
    PictureOpener *m_opener;
    TimelineActions *m_actions;
    QAction *m_find;
    QAction *m_undo;
    QAction *m_goToTimeline;
    QTimer m_takenTimer;
};

} // namespace lectern
