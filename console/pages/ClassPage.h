// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/ClassSession.h"
#include "console/widgets/TimelineDelegate.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QMenu;
class QPushButton;

namespace lectern {

class Banner;
class ClassActions;
class ClassHeader;
class Composer;
class ImageViewer;
class JoinCard;
class ParticipantsPanel;
class ProjectorView;
class ReadersPopup;
class SearchPanel;
class TimelineView;

/// The class while it is held: how to get in, who is here, what was said, and writing.
class ClassPage : public QWidget
{
    Q_OBJECT

public:
    /// `preferences` outlives the page.
    explicit ClassPage(Preferences &preferences, QWidget *parent = nullptr);

    /// Shows another session; the draft is kept when it is the same room. Null: none.
    void setSession(ClassSession *session);
    /// Puts everything that the page can do into the menus, with its keys.
    void fillMenus(QMenu *classMenu, QMenu *messageMenu);
    /// Says for a while what did not work.
    void notice(const QString &text);

Q_SIGNALS:
    void reopenRequested(const QString &roomId);
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectWidgets();
    void connectSession();
    void retranslate();
    void updateRoom();
    void updateLine();
    void updateRecipients();
    void updateActions();
    void onEnded(ErrorCode code, const QString &reason);
    void onBannerAction();
    void onTimeline(TimelineDelegate::Action action, const QString &key);
    void news(const QString &one, const QString &many, const QStringList &names);

    void chooseFile();
    void openEntry(const QString &key);
    void showReaders(const QString &key);
    void openSearch();
    void closeSearch();
    void showNewest();
    void saveEntry(const QString &key);
    void confirmEnd();
    void confirmKick(const ClassSession::Recipient &student);
    void confirmDelete(const QString &key);
    void askName();

    Preferences &m_preferences;
    QPointer<ClassSession> m_session;
    QString m_roomId;
    ClassActions *m_actions;
    ClassHeader *m_header;
    JoinCard *m_join;
    ParticipantsPanel *m_people;
    Banner *m_lineBanner;
    Banner *m_notice;
    QPushButton *m_older;
    TimelineView *m_timeline;
    SearchPanel *m_search;
    Composer *m_composer;
    ProjectorView *m_projector;
    ReadersPopup *m_readers;
    ImageViewer *m_viewer;
    QString m_viewed; ///< key of the entry in the viewer
    QTimer m_countdown;
    QTimer m_noticeTimer;
    QTimer m_recipientsTimer;
};

} // namespace lectern
