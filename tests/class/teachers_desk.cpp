// SPDX-License-Identifier: GPL-3.0-or-later
// The console's real window, for whole_class.test.mjs to press: one JSON object a line comes in on stdin
// ({"do": …}), one goes out on stdout for each, with what is to be seen on the desk now.
#include "tests/console/Desk.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMimeData>
#include <QtCore/QSocketNotifier>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

#include <cstdio>

#include <unistd.h>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

namespace {

class TeachersDesk : public Desk
{
public:
    TeachersDesk();
    bool open() { return setUp(); }

private:
    void read();
    QJsonObject obey(const QJsonObject &command);
    QJsonObject see() const;
    QString labelled(const QString &name) const;

    QSocketNotifier m_input{STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_unread;
};

TeachersDesk::TeachersDesk()
{
    connect(&m_input, &QSocketNotifier::activated, this, &TeachersDesk::read);
}

void TeachersDesk::read()
{
    char buffer[4096];
    const auto length = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (length <= 0) {
        m_input.setEnabled(false);
        QApplication::exit(); // quit() would ask first whether the class may be left
        return;
    }
    m_unread.append(buffer, length);
    for (auto end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        const auto command = QJsonDocument::fromJson(m_unread.first(end)).object();
        m_unread.remove(0, end + 1);
        const auto answer = QJsonDocument(obey(command)).toJson(QJsonDocument::Compact) + '\n';
        std::fputs(answer.constData(), stdout);
        std::fflush(stdout);
    }
}

QJsonObject TeachersDesk::obey(const QJsonObject &command)
{
    const auto given = [&command](QLatin1StringView name) { return command[name].toString(); };
    const auto what = given("do"_L1);
    bool done = true;
    if (what == "signIn"_L1) {
        signIn(QUrl(given("server"_L1)), given("user"_L1), given("password"_L1));
    } else if (what == "makeRoom"_L1) {
        find<QLineEdit>(u"roomName"_s)->setText(given("name"_L1));
        press(u"createRoom"_s);
    } else if (what == "say"_L1) {
        send(given("text"_L1));
    } else if (what == "drop"_L1) {
        done = drop(given("path"_L1));
    } else if (what == "paste"_L1) {
        QFile picture(given("path"_L1));
        done = picture.open(QIODevice::ReadOnly);
        const auto png = picture.readAll();
        // As another program's PNG is seen on a real clipboard: its bytes, and a picture decoded on demand.
        auto *data = new QMimeData;
        data->setData(u"image/png"_s, png);
        data->setImageData(QImage::fromData(png));
        paste(data);
    } else if (what == "endClass"_L1) {
        press(u"endClass"_s);
    } else if (what == "confirm"_L1) {
        auto *question = find<QMessageBox>(u"confirmEnd"_s);
        QTest::mouseClick(question->findChild<QPushButton *>(u"confirm"_s), Qt::LeftButton);
    } else if (what == "grab"_L1) {
        done = m_window->grab().save(given("path"_L1));
    } else {
        done = what == "look"_L1;
    }
    auto seen = see();
    seen["done"_L1] = done;
    return seen;
}

QString TeachersDesk::labelled(const QString &name) const
{
    const auto *label = find<QLabel>(name);
    return label && label->isVisible() ? label->text() : QString();
}

QJsonObject TeachersDesk::see() const
{
    const auto *rooms = find<QPushButton>(u"createRoom"_s);
    const auto *question = find<QMessageBox>(u"confirmEnd"_s);
    QJsonObject seen{
        {u"atRooms"_s, rooms && rooms->isVisible()},
        {u"code"_s, labelled(u"roomCode"_s)},
        {u"line"_s, labelled(u"lineState"_s)},
        {u"students"_s, labelled(u"peopleTitle"_s)},
        {u"news"_s, labelled(u"peopleNews"_s)},
        {u"question"_s, question && question->isVisible() ? question->text() : QString()},
    };
    if (!m_window->session()) return seen;

    QJsonObject online;
    for (int row = 0; row < people().rowCount(); ++row) {
        const auto person = people().index(row);
        online[person.data().toString()] = person.data(ParticipantsModel::OnlineRole).toBool();
    }
    seen["online"_L1] = online;
    QJsonArray messages;
    for (int row = 0; row < timeline().rowCount(); ++row) {
        const auto *entry = timeline().entryAt(row);
        messages.append(QJsonObject{
            {u"sender"_s, entry->senderName},
            {u"text"_s, entry->text},
            {u"file"_s, entry->attachment ? entry->attachment->name : QString()},
            {u"pictured"_s, !entry->thumbnail.isNull()},
            {u"sent"_s, entry->state == TimelineEntry::State::Sent},
            {u"failure"_s, entry->failure},
        });
    }
    seen["messages"_L1] = messages;
    return seen;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    TeachersDesk desk;
    if (!desk.open()) return 1;
    return QApplication::exec();
}
