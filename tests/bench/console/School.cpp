// SPDX-License-Identifier: GPL-3.0-or-later
#include "School.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern::bench {

School::School()
{
    m_tenth.setInterval(100ms);
    connect(&m_tenth, &QTimer::timeout, this, [this] {
        comeAndGo(5);
        write();
        write();
        read();
    });
}

Participant School::person(qint64 number) const
{
    static const QStringList kFamilies{u"김"_s, u"이"_s, u"박"_s, u"최"_s, u"정"_s, u"강"_s, u"조"_s};
    static const QStringList kNames{u"민준"_s, u"서연"_s, u"지호"_s, u"하윤"_s, u"도윤"_s, u"수아"_s};
    Participant person;
    person.id = u"u_%1"_s.arg(number);
    person.name = u"%1%2 %3"_s.arg(kFamilies.at(number % kFamilies.size()), kNames.at(number % kNames.size()))
                      .arg(number);
    person.joinedAt = QDateTime::currentDateTimeUtc();
    return person;
}

void School::welcome()
{
    payload::Welcome welcome;
    welcome.selfId = kTeacher;
    welcome.selfType = PersonType::Teacher;
    welcome.roomName = u"천 명의 수업"_s;
    for (int i = 0; i < kPeople; ++i)
        welcome.participants.append(person(i));
    m_peer.welcome(welcome);
}

void School::live(bool on)
{
    on ? m_tenth.start() : m_tenth.stop();
}

void School::pour(int messages, int joins)
{
    const auto every = std::max(1, messages / std::max(1, joins / 5));
    for (int i = 0; i < messages; ++i) {
        write();
        if (i % every == 0) comeAndGo(5);
        if (i % 50 == 0) read();
    }
}

void School::comeAndGo(int people)
{
    payload::People come;
    payload::People go;
    for (int i = 0; i < people; ++i) {
        come.participants.append(person(m_newcomer++));
        go.participants.append(person(m_eldest++));
        go.participants.last().reason = LeaveReason::Left;
    }
    m_peer.say(MessageType::Join, come);
    m_peer.say(MessageType::Leave, go);
}

void School::write()
{
    const auto seq = said + 1;
    const auto writer = person(m_eldest + 20 + (seq * 7) % (kPeople - 40));
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(seq);
    message.seq = seq;
    message.sender = writer.id;
    message.senderName = writer.name;
    message.senderType = PersonType::Student;
    message.targetType = TargetType::Teacher;
    message.sentAt = QDateTime::currentDateTimeUtc();
    message.payload = payload::Text{
        u"%1번째 답입니다. 물은 100도에서 끓고, 높은 산에서는 더 낮은 온도에서 끓습니다."_s.arg(seq)};
    m_peer.say(message);
    said = seq;
}

void School::read()
{
    payload::People marks;
    for (int i = 0; i < 20; ++i) {
        Participant mark;
        mark.id = u"u_%1"_s.arg(m_eldest + (said * 13 + i * 31) % kPeople);
        mark.lastReadMessage = u"m%1"_s.arg(said.load());
        mark.readSeq = said;
        marks.participants.append(mark);
    }
    m_peer.say(MessageType::Read, marks);
}

} // namespace lectern::bench
