// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/ClassPanel.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>

namespace lectern {

ClassPanel::ClassPanel(QWidget *parent)
    : QWidget(parent)
    , m_scope(std::make_unique<QObject>())
{
}

void ClassPanel::setSession(ClassSession *session)
{
    m_scope = std::make_unique<QObject>();
    m_session = session;
    sessionChanged();
}

void ClassPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

QAction *ClassPanel::makeAction(const QString &objectName, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    return action;
}

} // namespace lectern
