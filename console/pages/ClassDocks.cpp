// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ClassDocks.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kLayoutVersion = 1; ///< another one when docks were added, renamed or taken away

} // namespace

ClassDocks::ClassDocks(Preferences &preferences)
    : m_preferences(preferences)
    , m_reset(new QAction(this))
{
    setWindowFlags(Qt::Widget);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    m_reset->setObjectName(u"resetLayout"_s);
    connect(m_reset, &QAction::triggered, this, &ClassDocks::reset);
}

ClassDocks::~ClassDocks()
{
    if (!m_first.isEmpty()) remember();
}

void ClassDocks::add(ClassPanel *panel, const QString &name, Qt::DockWidgetArea area, bool closed)
{
    auto *dock = new QDockWidget(panel->title());
    dock->setObjectName(name);
    dock->setWidget(panel);
    addDockWidget(area, dock);
    dock->setVisible(!closed);
    m_docks.insert(panel, dock);
    m_order.append(panel);
}

void ClassDocks::addBehind(ClassPanel *panel, const QString &name, ClassPanel *front)
{
    auto *before = m_docks.value(front);
    add(panel, name, dockWidgetArea(before));
    tabifyDockWidget(before, m_docks.value(panel));
    before->raise();
}

void ClassDocks::restore()
{
    m_first = saveState(kLayoutVersion);
    restoreState(m_preferences.classLayout(), kLayoutVersion);
    retranslate();
}

void ClassDocks::reset()
{
    restoreState(m_first, kLayoutVersion);
}

void ClassDocks::bringUp(ClassPanel *panel)
{
    auto *dock = m_docks.value(panel);
    dock->show();
    dock->raise();
}

void ClassDocks::fillMenu(QMenu *menu)
{
    for (auto *panel : std::as_const(m_order))
        menu->addAction(m_docks.value(panel)->toggleViewAction());
    menu->addSeparator();
    menu->addAction(m_reset);
}

void ClassDocks::remember()
{
    m_preferences.setClassLayout(saveState(kLayoutVersion));
}

void ClassDocks::hideEvent(QHideEvent *event)
{
    remember();
    QMainWindow::hideEvent(event);
}

void ClassDocks::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QMainWindow::changeEvent(event);
}

void ClassDocks::retranslate()
{
    for (const auto &[panel, dock] : m_docks.asKeyValueRange())
        dock->setWindowTitle(panel->title());
    m_reset->setText(tr("&Reset the layout"));
}

} // namespace lectern
