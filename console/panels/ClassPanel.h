// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassMenus.h"
#include "console/session/ClassSession.h"

#include <QtCore/QPointer>
#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

class QAction;

namespace lectern {

/// One part of the class page that wires itself: given a session it shows what is there and asks for what is
/// wanted. It knows no other panel; what concerns others it says by a signal, which ClassPage connects.
class ClassPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ClassPanel(QWidget *parent = nullptr);

    /// Null: none. The session outlives its being set.
    void setSession(ClassSession *session);
    /// What the panel is called where it stands in a dock.
    virtual QString title() const { return {}; }
    /// Puts what the panel can do into the menus.
    virtual void fillMenus(const ClassMenus &) {}

Q_SIGNALS:
    /// Something did not work; `text` is for the teacher, for a while.
    void noticed(const QString &text);

protected:
    /// Another session, or none, was set; what scope() was connected to before is cut.
    virtual void sessionChanged() = 0;
    /// The language changed. Called by nobody else: a constructor calls its own.
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;

    ClassSession *session() const { return m_session; }
    /// The context of connections to the session and its models.
    QObject *scope() const { return m_scope.get(); }
    /// An action with a key that holds in the whole window.
    QAction *makeAction(const QString &objectName, const QKeySequence &keys);

private:
    QPointer<ClassSession> m_session;
    std::unique_ptr<QObject> m_scope;
};

} // namespace lectern
