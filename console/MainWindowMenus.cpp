// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar of MainWindow.
#include "console/MainWindow.h"

#include "console/app/Diagnostics.h"
#include "console/pages/ClassPage.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/ShortcutsDialog.h"

#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace lectern {

void MainWindow::buildMenus()
{
    m_programMenu = menuBar()->addMenu(QString());
    m_classMenu = menuBar()->addMenu(QString());
    m_messageMenu = menuBar()->addMenu(QString());
    m_peopleMenu = menuBar()->addMenu(QString());
    m_askMenu = menuBar()->addMenu(QString());
    m_viewMenu = menuBar()->addMenu(QString());
    m_languageMenu = menuBar()->addMenu(QString());
    m_helpMenu = menuBar()->addMenu(QString());
    m_projectorMenu = new QMenu(m_viewMenu);
    m_noticeMenu = new QMenu(m_viewMenu);
    m_layoutMenu = new QMenu(m_viewMenu);
    m_sizeMenu = new QMenu(m_viewMenu);
    m_classPage->fillMenus(
        {m_classMenu, m_messageMenu, m_peopleMenu, m_askMenu, m_projectorMenu, m_noticeMenu, m_layoutMenu});

    m_signOut = m_programMenu->addAction(QString(), &m_account, &Account::signOut);
    m_programMenu->addSeparator();
    m_quit = m_programMenu->addAction(QString(), this, &QWidget::close);
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));

    m_appearances = new QActionGroup(this);
    for (const auto appearance :
         {Preferences::Appearance::System, Preferences::Appearance::Light, Preferences::Appearance::Dark}) {
        auto *action = m_viewMenu->addAction(QString());
        action->setCheckable(true);
        action->setChecked(appearance == m_preferences.appearance());
        m_appearances->addAction(action);
        connect(action, &QAction::triggered, this, [this, appearance] {
            m_preferences.setAppearance(appearance);
            theme::apply(*qApp, appearance, m_preferences.textSize());
        });
    }

    m_viewMenu->addSeparator();
    m_viewMenu->addMenu(m_projectorMenu);
    m_viewMenu->addMenu(m_noticeMenu);
    m_viewMenu->addMenu(m_layoutMenu);
    m_viewMenu->addMenu(m_sizeMenu);
    buildSizes();
    buildHelp();

    // A language is named in itself, so that everyone finds the way back.
    m_languages = new QActionGroup(this);
    const std::pair<QString, QString> languages[] = {{u"ko"_s, u"한국어"_s}, {u"en"_s, u"English"_s}};
    for (const auto &[code, name] : languages) {
        auto *action = m_languageMenu->addAction(name);
        action->setObjectName(u"language_"_s + code);
        action->setCheckable(true);
        action->setChecked(code == m_language.current());
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, code = code] {
            m_preferences.setLanguage(code);
            m_language.use(code);
        });
    }
}

void MainWindow::buildSizes()
{
    auto *sizes = new QActionGroup(this);
    for (const int percent : {100, 125, 150, 175, 200}) {
        auto *action = m_sizeMenu->addAction(u"%1 %"_s.arg(percent));
        action->setObjectName(u"textSize%1"_s.arg(percent));
        action->setCheckable(true);
        action->setChecked(percent == m_preferences.textSize());
        sizes->addAction(action);
        connect(action, &QAction::triggered, this, [this, percent] {
            m_preferences.setTextSize(percent);
            theme::apply(*qApp, m_preferences.appearance(), percent);
        });
    }
}

void MainWindow::buildHelp()
{
    m_shortcuts = m_helpMenu->addAction(QString(), this, [this] {
        auto *dialog = new ShortcutsDialog(*menuBar(), this);
        dialog->open();
    });
    m_shortcuts->setObjectName(u"shortcutsAction"_s);
    m_shortcuts->setShortcut(Qt::Key_F1);
    m_diagnostics = m_helpMenu->addAction(QString(), this, [this] {
        QGuiApplication::clipboard()->setText(diagnostics::text(m_account, m_session.get()));
    });
    m_diagnostics->setObjectName(u"diagnosticsAction"_s);
    m_about = m_helpMenu->addAction(QString(), this, &MainWindow::showAbout);
}

void MainWindow::showAbout()
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Lectern"),
                        tr("Lectern %1").arg(QStringLiteral(LECTERN_VERSION)), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(icons::logo().pixmap(64, 64));
    box->setInformativeText(tr("The teacher's console of Lectern. Free software under the GNU General Public "
                               "License, version 3 or later."));
    box->open();
}

void MainWindow::updateTitle()
{
    const bool teaching = m_pages->currentWidget() == m_classPage && m_session;
    for (auto *menu :
         {m_classMenu, m_messageMenu, m_peopleMenu, m_askMenu, m_projectorMenu, m_noticeMenu, m_layoutMenu}) {
        menu->menuAction()->setVisible(teaching);
        // A key of an invisible action does nothing.
        for (auto *action : menu->actions())
            action->setVisible(teaching);
    }
    m_signOut->setEnabled(m_account.isSignedIn() && !teaching);
    setWindowTitle(m_session ? tr("%1 – Lectern").arg(m_session->room().name) : tr("Lectern"));
}

void MainWindow::retranslate()
{
    m_programMenu->setTitle(tr("&Lectern"));
    m_classMenu->setTitle(tr("&Class"));
    m_messageMenu->setTitle(tr("&Message"));
    m_peopleMenu->setTitle(tr("&People"));
    m_askMenu->setTitle(tr("&Ask"));
    m_viewMenu->setTitle(tr("&View"));
    m_projectorMenu->setTitle(tr("P&rojector"));
    m_layoutMenu->setTitle(tr("&Panels"));
    m_languageMenu->setTitle(tr("Lan&guage"));
    m_noticeMenu->setTitle(tr("&Notifications"));
    m_sizeMenu->setTitle(tr("&Text size"));
    m_helpMenu->setTitle(tr("&Help"));
    m_shortcuts->setText(tr("&Keyboard"));
    m_diagnostics->setText(tr("&Copy diagnostics"));
    m_about->setText(tr("&About Lectern"));
    m_signOut->setText(tr("&Sign out"));
    m_quit->setText(tr("&Quit"));
    const auto appearances = m_appearances->actions();
    appearances.at(0)->setText(tr("Like the &system"));
    appearances.at(1)->setText(tr("&Light"));
    appearances.at(2)->setText(tr("&Dark"));
    updateTitle();
}

} // namespace lectern
