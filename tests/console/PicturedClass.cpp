// SPDX-License-Identifier: GPL-3.0-or-later
#include "PicturedClass.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace lectern::test {

namespace {

constexpr int kPatience = 20'000; ///< milliseconds: a busy machine is no failure

template <typename T> bool done(const QFuture<ApiResult<T>> &answer)
{
    return QTest::qWaitFor([&] { return answer.isFinished(); }, kPatience) && answer.result().has_value();
}

Message said(const QString &text)
{
    Message message;
    message.type = MessageType::Send;
    message.payload = payload::Text{text};
    return message;
}

Message posted(MessageType type, Payload payload, const QString &refers = {})
{
    Message message;
    message.type = type;
    message.payload = std::move(payload);
    message.refers = refers;
    return message;
}

} // namespace

bool PicturedClass::open()
{
    return server.addUser(QString::fromLatin1(kUser), u"teacher"_s, QString::fromUtf8(kPassword),
                          u"김선생"_s) &&
           server.addUser(u"colleague"_s, u"teacher"_s, QString::fromUtf8(kPassword), u"박선생"_s) &&
           server.start() && openColleague();
}

bool PicturedClass::openColleague()
{
    m_colleague = std::make_unique<Student>(server.url());
    auto &api = m_colleague->api;
    if (!done(api.login(u"colleague"_s, QString::fromUtf8(kPassword)))) return false;
    const auto made = api.createRoom({.name = u"3학년 2반 과학"_s, .kind = RoomKind::Class});
    if (!done(made)) return false;
    colleaguesRoomId = made.result()->id;
    m_colleague->line.open(server.url(), colleaguesRoomId, api.token());
    return QTest::qWaitFor([this] { return m_colleague->line.state() == RoomConnection::State::Online; },
                           kPatience);
}

bool PicturedClass::letTeach(const QString &teacherId, bool teach)
{
    payload::RoomUpdate change;
    change.assistants = teach ? QStringList{teacherId} : QStringList();
    return done(m_colleague->api.updateRoom(colleaguesRoomId, change));
}

bool PicturedClass::fill(ApiClient &teacher)
{
    const auto made =
        teacher.createRoom({.name = u"3학년 2반 수학"_s, .kind = RoomKind::Class, .talk = Talk::All});
    const auto other = teacher.createRoom({.name = u"After-school programming"_s, .kind = RoomKind::Class});
    if (!done(made) || !done(other) || !done(teacher.endRoom(other.result()->id))) return false;
    roomId = made.result()->id;
    if (!done(teacher.setRoster(roomId, {u"강민준"_s, u"김서연"_s, u"박지호"_s, u"이하윤"_s, u"한별"_s})))
        return false;
    for (const auto &name : {u"강민준"_s, u"김서연"_s, u"박지호"_s, u"이하윤"_s,
                             u"Anna Katharina Müller-Lüdenscheidt"_s, u"정도윤"_s}) {
        auto student = std::make_unique<Student>(server.url());
        student->listen();
        const auto joined = student->api.join(roomId, name, u"device of "_s + name);
        if (!done(joined)) return false;
        student->line.open(server.url(), roomId, joined.result()->token);
        if (!QTest::qWaitFor([&] { return student->line.state() == RoomConnection::State::Online; },
                             kPatience))
            return false;
        m_students.push_back(std::move(student));
    }
    m_students.at(0)->line.send(said(u"네, 선생님! 다 읽었어요."_s));
    m_students.at(4)->line.send(
        said(u"Is this https://example.org/a-rather-long-address-that-has-to-be-broken-"
             "somewhere/page-84 the right page?"_s));
    m_students.at(2)->line.send(said(u"직각이 있는 세모에서만 되나요?"_s));
    return QTest::qWaitFor(
        [this] {
            return std::ranges::all_of(m_students,
                                       [](const auto &student) { return student->line.pendingCount() == 0; });
        },
        kPatience);
}

void PicturedClass::stir(const QString &pollId)
{
    for (const auto &student : m_students)
        student->line.retryNow();
    const int choices[] = {1, 1, 1, 0, 1, 2};
    for (size_t i = 0; i < m_students.size(); ++i) {
        auto &line = m_students.at(i)->line;
        line.post(posted(MessageType::Vote, payload::Vote{{choices[i]}, {}}, pollId));
        line.post(posted(MessageType::Reaction,
                         payload::Reaction{i < 4 ? ReactionKind::GotIt : ReactionKind::Lost}));
    }
    m_students.at(1)->line.post(posted(MessageType::Hand, payload::Hand{true}));
    m_students.at(3)->line.post(posted(MessageType::Hand, payload::Hand{true}));
}

QImage blackboard()
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

} // namespace lectern::test
