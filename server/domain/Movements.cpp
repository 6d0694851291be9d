// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Movements.h"

#include "common/protocol/Ulid.h"

namespace lectern {

namespace {
constexpr std::chrono::milliseconds kSpan{100};
}

Movements::Movements(QString roomId, Lines &lines, std::function<void(const EnvelopePtr &)> announce)
    : m_roomId(std::move(roomId))
    , m_lines(lines)
    , m_announce(std::move(announce))
    , m_gatherer(kSpan, [this] { flush(); })
{
}

void Movements::joined(const Participant &participant)
{
    flushLeaves();
    m_joined.append(participant);
    ++m_joins;
    m_gatherer.touch();
}

void Movements::left(Participant participant, LeaveReason reason)
{
    flushJoins();
    participant.reason = reason;
    participant.online = false;
    m_left.append(participant);
    m_gatherer.touch();
}

void Movements::flush()
{
    flushJoins();
    flushLeaves();
}

void Movements::flushJoins()
{
    if (m_joined.isEmpty()) return;
    const QList<Participant> people = std::exchange(m_joined, {});
    const auto all = seal(frame(MessageType::Join, people));
    const quint64 first = m_joins - quint64(people.size());
    quint64 sessions = 0;
    for (const auto &line : m_lines.all()) {
        if (!line->welcomed || line->joinsSeen >= m_joins) continue;
        const quint64 known = line->joinsSeen > first ? line->joinsSeen - first : 0;
        line->session->deliver(known == 0 ? all
                                          : seal(frame(MessageType::Join, people.mid(qsizetype(known)))));
        ++sessions;
    }
    m_lines.count(all->message(), sessions);
    m_announce(all);
}

void Movements::flushLeaves()
{
    if (m_left.isEmpty()) return;
    const auto all = seal(frame(MessageType::Leave, std::exchange(m_left, {})));
    m_lines.deliver(all);
    m_announce(all);
}

Message Movements::frame(MessageType type, const QList<Participant> &people) const
{
    Message message;
    message.roomId = m_roomId;
    message.type = type;
    message.sender = people.first().id;
    message.senderName = people.first().name;
    message.senderType = people.first().type;
    message.id = newUlid();
    message.sentAt = QDateTime::currentDateTimeUtc();
    message.payload = payload::People{people};
    return message;
}

} // namespace lectern
