// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClassDay.h"

#include "ClassTexts.h"

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStudents = 30;
constexpr int kLessons = 6;

} // namespace

ClassDay::ClassDay()
    : m_clock(QDate(2026, 11, 20), QTime(0, 0), Qt::UTC) // nine in the morning in Seoul
{
    m_people.append({u"u_"_s + id(), u"김선생"_s, PersonType::Teacher});
    for (int i = 0; i < kStudents; ++i)
        m_people.append(
            {u"u_"_s + id(), one(texts::familyNames()) + one(texts::givenNames()), PersonType::Student});
    for (int lesson = 0; lesson < kLessons; ++lesson)
        holdLesson(lesson);
}

void ClassDay::holdLesson(int lesson)
{
    constexpr int kRounds = 16;
    const Speaker teacher = m_people.first();
    m_clock = m_clock.addSecs(600);
    say(teacher, passage(3 + below(12)));
    for (int round = 0; round < kRounds; ++round) {
        say(teacher, one(texts::instructions()));
        for (int i = below(15); i > 0; --i)
            say(student(), one(texts::answers()));
        for (int i = below(3); i > 0; --i)
            say(student(), one(texts::questions()));
        if (round % 5 == 2) show(one(texts::instructions()));
    }
    ask();
    // Two of the lessons are for writing: what was written is handed in as text.
    const int essays = lesson % 3 == 1 ? 24 : 3;
    for (int i = 0; i < essays; ++i)
        say(student(), passage(4 + below(20)));
    say(teacher, passage(2 + below(6)));
}

void ClassDay::say(const Speaker &speaker, const QString &text)
{
    Message message = begun(speaker, MessageType::Send);
    message.payload = payload::Text{text};
    m_messages.append(message);
}

void ClassDay::show(const QString &caption)
{
    Message message = begun(m_people.first(), MessageType::Image);
    message.payload = payload::Text{caption};
    Attachment picture;
    picture.id = id();
    picture.name = u"칠판 %1.jpg"_s.arg(below(100));
    picture.contentType = u"image/jpeg"_s;
    picture.size = 400'000 + below(3'000'000);
    picture.sha256 = hex(64);
    picture.url = u"/api/v1/files/%1?exp=1795305600&sig=%2"_s.arg(picture.id, hex(43));
    picture.width = 4032;
    picture.height = 3024;
    message.attachment = picture;
    m_messages.append(message);
}

void ClassDay::ask()
{
    Message message = begun(m_people.first(), MessageType::Poll);
    payload::Poll poll;
    poll.question = one(texts::instructions());
    poll.choices = {one(texts::answers()), one(texts::answers()), one(texts::answers())};
    message.payload = poll;
    m_messages.append(message);
}

Message ClassDay::begun(const Speaker &speaker, MessageType type)
{
    m_clock = m_clock.addMSecs(1'000 + below(20'000));
    const bool teacher = speaker.type == PersonType::Teacher;
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.type = type;
    message.sender = speaker.id;
    message.senderType = speaker.type;
    message.senderName = speaker.name;
    message.targetType = teacher ? TargetType::All : TargetType::Teacher;
    message.id = id();
    message.seq = m_messages.size() + 1;
    message.sentAt = m_clock;
    message.ref = u"%1-%2"_s.arg(hex(8)).arg(below(200));
    return message;
}

Message ClassDay::welcome(int people)
{
    payload::Welcome welcome;
    const Speaker &teacher = m_people.first();
    welcome.selfId = u"u_"_s + id();
    welcome.selfName = u"김민준"_s;
    welcome.roomName = u"3학년 2반 국어"_s;
    welcome.host = payload::Host{teacher.id, teacher.name, true};
    const QString serverId = id();
    for (int i = 0; i <= people; ++i) {
        Participant person;
        const bool known = i < m_people.size();
        person.id = known ? m_people.at(i).id : u"u_"_s + id();
        person.name = known ? m_people.at(i).name : one(texts::familyNames()) + one(texts::givenNames());
        person.type = i == 0 ? PersonType::Teacher : PersonType::Student;
        person.serverId = serverId;
        person.joinedAt = m_clock.addMSecs(below(3'000'000));
        person.lastReadMessage = m_messages.at(m_messages.size() - 1 - below(5)).id;
        welcome.participants.append(person);
    }
    welcome.epoch = id();
    welcome.lastSeq = m_messages.size();
    welcome.unread = 3;
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.type = MessageType::Welcome;
    message.payload = welcome;
    return message;
}

QString ClassDay::passage(int sentences)
{
    // Drawn without putting back: a text that repeats itself would flatter the compressor.
    QStringList left = texts::passages();
    QStringList drawn;
    for (int i = 0; i < sentences && !left.isEmpty(); ++i)
        drawn += left.takeAt(below(int(left.size())));
    return drawn.join(u' ');
}

QString ClassDay::id()
{
    // Like a ULID: the time's digits change slowly, the others are random.
    static constexpr QLatin1StringView kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"_L1;
    QString text;
    quint64 time = quint64(m_clock.toMSecsSinceEpoch());
    for (int i = 0; i < 10; ++i, time /= 32)
        text.prepend(kDigits.at(qsizetype(time % 32)));
    for (int i = 0; i < 16; ++i)
        text.append(kDigits.at(below(32)));
    return text;
}

QString ClassDay::hex(int digits)
{
    static constexpr QLatin1StringView kDigits = "0123456789abcdef"_L1;
    QString text;
    for (int i = 0; i < digits; ++i)
        text.append(kDigits.at(below(16)));
    return text;
}

} // namespace lectern::bench
