// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/MainWindow.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace lectern::test {

/// A teacher's desk: the console's window, and hands that press what is to be seen.
class Desk : public QObject
{
protected:
    /// False when the window does not show. Nothing is remembered beyond the desk, and no keychain asked.
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
    void pressTool(const QString &button) { QTest::mouseClick(find<QToolButton>(button), Qt::LeftButton); }
    QPlainTextEdit *edit() const { return find<QPlainTextEdit>(QStringLiteral("messageEdit")); }
    void write(const QString &text);
    /// Writes the text and presses Enter.
    void send(const QString &text);
    /// Lets the file fall on the composer. False when it is not taken.
    bool drop(const QString &path);
    void paste(QMimeData *data); ///< the clipboard takes it
    void signIn(const QUrl &server, const QString &user, const QString &password);
    void selectPerson(const QString &personId);

    TimelineModel &timeline() const { return *m_window->session()->timeline(); }
    ParticipantsModel &people() const { return *m_window->session()->participants(); }
    bool isShown(const QString &text, TimelineEntry::State state) const;
    QString idOf(const QString &name) const; ///< empty for someone who is not there

    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;

private:
    QTemporaryDir m_settings;
};

} // namespace lectern::test
