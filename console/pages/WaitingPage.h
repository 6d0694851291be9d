// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/ClassSession.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace lectern {

class LinePanel;

/// For a teacher in a colleague's class that they do not hold: whose class it is, who can let them teach it
/// and how, and the way out.
class WaitingPage : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingPage(QWidget *parent = nullptr);

    /// Null: none. The session outlives its being set. `held`: they have held this class until now.
    void setSession(ClassSession *session, bool held = false);
    /// Says for a while what did not work.
    void notice(const QString &text);

Q_SIGNALS:
    void reopenRequested(const QString &roomId);
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void update();
    void fitCard();

    QPointer<ClassSession> m_session;
    bool m_held = false;
    QLabel *m_name;
    LinePanel *m_line;
    QFrame *m_card;
    QLabel *m_heading;
    QLabel *m_text;
    QPushButton *m_leave;
};

} // namespace lectern
