// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/Language.h"
#include "console/pages/ClassPage.h"
#include "console/pages/RoomsPage.h"
#include "console/pages/SignInPage.h"
#include "console/style/Theme.h"
#include "console/widgets/Composer.h"
#include "console/widgets/ProjectorWindow.h"
#include "tests/unit/client/RoomPeer.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int minute)
{
    return QDateTime(QDate(2026, 11, 21), QTime(1, minute), Qt::UTC);
}

Participant person(const QString &id, const QString &name, PersonType type = PersonType::Student,
                   int minute = 2)
{
    Participant person;
    person.id = id;
    person.name = name;
    person.type = type;
    person.joinedAt = at(minute);
    return person;
}

Participant read(const QString &id, qint64 seq)
{
    Participant reader;
    reader.id = id;
    reader.readSeq = seq;
    return reader;
}

Message said(qint64 seq, const QString &id, const QString &name, const QString &text)
{
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(seq);
    message.seq = seq;
    message.sender = id;
    message.senderName = name;
    message.senderType = id == "u_t"_L1 ? PersonType::Teacher : PersonType::Student;
    message.targetType = id == "u_t"_L1 ? TargetType::All : TargetType::Teacher;
    message.sentAt = at(3 + static_cast<int>(seq));
    message.payload = payload::Text{text};
    return message;
}

QImage board()
{
    QImage picture(1280, 800, QImage::Format_RGB32);
    picture.fill(QColor(0x23503b));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 8));
    painter.drawPolyline(QPolygonF({{180, 660}, {1060, 660}, {460, 150}, {180, 660}}));
    auto font = painter.font();
    font.setPixelSize(90);
    painter.setFont(font);
    painter.drawText(700, 230, u"a² + b² = c²"_s);
    return picture;
}

payload::Welcome welcome()
{
    payload::Welcome welcome;
    welcome.selfId = u"u_t"_s;
    welcome.selfName = u"김선생"_s;
    welcome.selfType = PersonType::Teacher;
    welcome.roomName = u"3학년 2반 수학"_s;
    welcome.epoch = u"e1"_s;
    welcome.lastSeq = 9;
    welcome.participants = {person(u"u_t"_s, u"김선생"_s, PersonType::Teacher)};
    int minute = 2;
    for (const auto &name :
         {u"강민준"_s, u"김서연"_s, u"박지호"_s, u"이하윤"_s, u"정도윤"_s, u"최수아"_s, u"Anna Müller"_s}) {
        welcome.participants.append(person(u"u_%1"_s.arg(minute), name, PersonType::Student, minute));
        ++minute;
    }
    welcome.participants[4].handRaisedAt = at(8);
    return welcome;
}

void save(QWidget &widget, const QString &folder, const QString &name)
{
    QTest::qWait(250);
    widget.grab().save(folder + u'/' + name + u".png"_s);
}

void drawClass(const QString &folder, const QString &suffix, Preferences &preferences)
{
    RoomPeer peer;
    ApiClient api(peer.url());
    api.setToken(u"token"_s);
    api::Room room;
    room.id = u"FTYXPM"_s;
    room.name = u"3학년 2반 수학"_s;
    room.joinUrl = QUrl(u"http://192.168.0.10:8080/join/FTYXPM"_s);
    ClassSession session(api, room);
    PlanStore plan(PlanStore::ownPath());
    ClassPage page(preferences, plan);
    page.resize(1240, 800);
    page.setSession(&session);
    page.show();
    session.open();
    if (!QTest::qWaitFor([&] { return peer.isHere(); })) return;
    peer.welcome(welcome());
    peer.say(said(1, u"u_t"_s, u"김선생"_s,
                  u"여러분 안녕하세요! 오늘은 피타고라스 정리를 배웁니다. 교과서 84쪽을 펴 주세요."_s));
    peer.say(said(2, u"u_2"_s, u"강민준"_s, u"네, 선생님!"_s));
    peer.say(said(
        3, u"u_8"_s, u"Anna Müller"_s,
        u"Good morning! Is this https://example.org/a-rather-long-address-that-has-to-be-broken-somewhere/page-84 the right page?"_s));
    auto toOne = said(4, u"u_t"_s, u"김선생"_s, u"Yes, it is."_s);
    toOne.target = u"u_8"_s;
    peer.say(toOne);
    peer.say(MessageType::Leave, payload::People{{person(u"u_6"_s, u"정도윤"_s)}});
    peer.say(MessageType::Read, payload::People{{read(u"u_3"_s, 3), read(u"u_4"_s, 1), read(u"u_8"_s, 4)}});
    if (!QTest::qWaitFor([&] { return session.timeline()->rowCount() == 4; })) return;
    session.outbox().sendPicture(board());
    QTest::qWait(700);
    session.outbox().sendText(u"칠판 사진 올립니다"_s);
    save(page, folder, u"class-"_s + suffix);
    page.findChild<QListView *>(u"timeline"_s)->setCurrentIndex(session.timeline()->index(0));
    page.findChild<QAction *>(u"readersAction"_s)->trigger();
    save(*page.findChild<QWidget *>(u"readersPopup"_s), folder, u"readers-"_s + suffix);
    page.findChild<QWidget *>(u"readersPopup"_s)->hide();

    const auto index = session.participants()->index(session.participants()->rowOf(u"u_3"_s));
    auto *list = page.findChild<QListView *>(u"peopleList"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    page.findChild<QListView *>(u"timeline"_s)->setCurrentIndex(session.timeline()->index(1));
    peer.cut();
    if (!QTest::qWaitFor([&] { return session.line() == RoomConnection::State::Reconnecting; })) return;
    save(page, folder, u"interrupted-"_s + suffix);
    auto *projector = page.findChild<ProjectorWindow *>();
    projector->open();
    projector->showNormal();
    projector->resize(1280, 720);
    save(*projector, folder, u"projector-"_s + suffix);
    page.setSession(nullptr);
}

void drawRooms(const QString &folder, const QString &suffix, Preferences &preferences)
{
    Account account;
    SignInPage signIn(account, preferences);
    signIn.resize(1240, 800);
    signIn.prefill(u"http://192.168.0.10:8080"_s, u"teacher"_s);
    signIn.show();
    ApiError error;
    error.kind = ApiError::Kind::Refused;
    error.problem.code = ErrorCode::InvalidCredentials;
    Q_EMIT account.signInFailed(error);
    save(signIn, folder, u"signin-"_s + suffix);

    PlanStore plan(PlanStore::ownPath());
    RoomsPage rooms(account, preferences, plan);
    rooms.resize(1240, 800);
    rooms.show();
    QList<api::Room> list;
    int day = 18;
    for (const auto &[id, name] : {std::pair{u"FTYXPM"_s, u"3학년 2반 수학"_s},
                                   {u"HKWZBR"_s, u"3학년 1반 수학"_s},
                                   {u"NEDCJA"_s, u"방과 후 프로그래밍"_s}}) {
        api::Room room;
        room.id = id;
        room.name = name;
        room.participants = id == "FTYXPM"_L1 ? 24 : 0;
        room.createdAt = at(0).addDays(day - 21);
        if (id != "FTYXPM"_L1) room.endedAt = room.createdAt.addSecs(3000);
        list.append(room);
        --day;
    }
    account.rooms()->setRooms(list);
    save(rooms, folder, u"rooms-"_s + suffix);
}

} // namespace

int main(int argc, char *argv[])
{
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());
    QApplication app(argc, argv);
    const auto folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    Preferences preferences;
    Language language;
    for (const auto &code : {u"ko"_s, u"en"_s}) {
        language.use(code);
        for (const auto appearance : {Preferences::Appearance::Light, Preferences::Appearance::Dark}) {
            theme::apply(app, appearance);
            const auto suffix =
                code + (appearance == Preferences::Appearance::Dark ? u"-dark"_s : u"-light"_s);
            drawRooms(folder, suffix, preferences);
            drawClass(folder, suffix, preferences);
        }
    }
    return 0;
}
