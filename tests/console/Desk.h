// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ServerProcess.h"
#include "console/MainWindow.h"

#include <QtTest/QTest>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace lectern::test {

/// A teacher's desk: the console's window, a real server, and hands that press what is to be seen.
class Desk : public QObject
{
protected:
    /// False, with a warning, when the server does not come up.
    bool setUp();
    void clearUp();

    /// The visible one of that object name, else any; null when there is none.
    template <typename Widget> Widget *find(const QString &name) const
    {
        const auto found = m_window->findChildren<Widget *>(name);
        if constexpr (std::is_base_of_v<QWidget, Widget>) {
            for (auto *widget : found) {
                if (widget->isVisible()) return widget;
            }
        }
        return found.isEmpty() ? nullptr : found.first();
    }

    void press(const QString &button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    QPlainTextEdit *edit() const { return find<QPlainTextEdit>(QStringLiteral("messageEdit")); }
    void write(const QString &text);
    void signIn(const QString &password);
    void selectPerson(const QString &personId);

    TimelineModel &timeline() const { return *m_window->session()->timeline(); }
    ParticipantsModel &people() const { return *m_window->session()->participants(); }
    bool isShown(const QString &text, TimelineEntry::State state) const;
    QString idOf(const QString &name) const; ///< empty for someone who is not there

    ServerProcess m_server;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;

private:
    QTemporaryDir m_settings;
};

} // namespace lectern::test
