// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Lines.h"

#include "server/domain/Policy.h"

namespace lectern {

void Lines::follow(const RoomInfo &room)
{
    m_veil.follow(room);
    for (const auto &line : m_all)
        line->audience = policy::audienceOf(room, line->userId, line->type);
}

LinePtr Lines::add(Session *session, const QString &userId, PersonType type, PersonType audience)
{
    auto line = std::make_shared<Line>();
    line->session = session;
    line->userId = userId;
    line->type = type;
    line->audience = audience;
    line->since = QDateTime::currentDateTimeUtc();
    m_all.push_back(line);
    m_bySession.insert(session, line);
    m_byUser.insert(userId, line);
    return line;
}

void Lines::remove(Session *session)
{
    const LinePtr line = m_bySession.take(session);
    if (!line) return;
    line->session = nullptr;
    if (m_byUser.value(line->userId) == line) m_byUser.remove(line->userId);
    std::erase(m_all, line);
}

void Lines::hand(const Line &line, const EnvelopePtr &envelope) const
{
    const bool covered = line.audience == PersonType::Student && m_veil.covers(envelope->message());
    line.session->deliver(covered ? m_veil.over(envelope, line.userId) : envelope);
}

QList<Participant> Lines::asSeenBy(const Line &line, QList<Participant> people) const
{
    if (line.audience != PersonType::Student) return people;
    return m_veil.over(std::move(people), line.userId);
}

void Lines::deliver(const EnvelopePtr &envelope) const
{
    const Message &message = envelope->message();
    const bool everyone = message.targetType == TargetType::All && message.target.isEmpty();
    const bool covered = m_veil.covers(message);
    quint64 sessions = 0;
    for (const auto &line : m_all) {
        if (!everyone && !policy::receives(message, line->userId, line->audience)) continue;
        if (line->welcomed) {
            if (covered)
                hand(*line, envelope);
            else
                line->session->deliver(envelope);
            ++sessions;
        } else if (message.seq > 0) {
            line->pending.push_back(envelope);
        }
    }
    m_tally.delivered(message, sessions);
}

} // namespace lectern
