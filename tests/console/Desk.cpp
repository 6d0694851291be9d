// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"

#include "console/style/Theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtGui/QInputMethodEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace Qt::StringLiterals;

namespace lectern::test {

bool Desk::setUp()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    qputenv("XDG_DATA_HOME", m_settings.path().toUtf8());
    // No keychain of whoever runs the tests.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    // Nor servers of the network around.
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    m_preferences = std::make_unique<Preferences>();
    m_language = std::make_unique<Language>();
    m_language->use(u"en"_s);
    theme::apply(*qApp, Preferences::Appearance::Light);
    m_window = std::make_unique<MainWindow>(*m_preferences, *m_language);
    m_window->show();
    return QTest::qWaitForWindowExposed(m_window.get());
}

void Desk::clearUp()
{
    m_window.reset();
}

/// Korean comes from an input method, not from keys.
void Desk::write(const QString &text)
{
    edit()->setFocus();
    QInputMethodEvent composed;
    composed.setCommitString(text);
    QApplication::sendEvent(edit(), &composed);
}

void Desk::send(const QString &text)
{
    write(text);
    QTest::keyClick(edit(), Qt::Key_Return);
}

bool Desk::drop(const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    auto *composer = find<QWidget>(u"composer"_s);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(composer, &enter);
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(composer, &drop);
    return enter.isAccepted() && drop.isAccepted();
}

void Desk::paste(QMimeData *data)
{
    QApplication::clipboard()->setMimeData(data);
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
}

void Desk::signIn(const QUrl &server, const QString &user, const QString &password)
{
    find<QComboBox>(u"server"_s)->setEditText(server.toString());
    find<QLineEdit>(u"user"_s)->setText(user);
    find<QLineEdit>(u"password"_s)->setText(password);
    press(u"signIn"_s);
}

void Desk::selectPerson(const QString &personId)
{
    auto *list = find<QListView>(u"peopleList"_s);
    const auto *order = list->model();
    const auto index =
        order->match(order->index(0, 0), ParticipantsModel::IdRole, personId, 1, Qt::MatchExactly).value(0);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
}

bool Desk::isShown(const QString &text, TimelineEntry::State state) const
{
    for (int row = 0; row < timeline().rowCount(); ++row) {
        const auto *entry = timeline().entryAt(row);
        if (entry->text == text && entry->state == state) return true;
    }
    return false;
}

QString Desk::idOf(const QString &name) const
{
    for (int row = 0; row < people().rowCount(); ++row) {
        const auto index = people().index(row);
        if (index.data().toString() == name) return index.data(ParticipantsModel::IdRole).toString();
    }
    return {};
}

} // namespace lectern::test
