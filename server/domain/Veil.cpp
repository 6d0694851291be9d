// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Veil.h"

#include <algorithm>

namespace lectern {

namespace {

bool movesPeople(const Message &message)
{
    return message.type == MessageType::Join || message.type == MessageType::Leave;
}

bool tellsOf(const Message &message, const QString &personId)
{
    if (message.sender == personId) return true;
    const auto *people = payloadOf<payload::People>(message);
    return people &&
           std::ranges::find(people->participants, personId, &Participant::id) != people->participants.cend();
}

} // namespace

void Veil::follow(const RoomInfo &room)
{
    m_namesHidden = room.names == Names::Hidden;
    m_leaders = room.assistants;
    m_leaders.append(room.ownerId);
}

bool Veil::covers(const Message &message) const
{
    return movesPeople(message) || (m_namesHidden && hidesName(message.sender, message.senderType));
}

bool Veil::hidesName(const QString &personId, PersonType type) const
{
    return m_namesHidden && type == PersonType::Student && !m_leaders.contains(personId);
}

EnvelopePtr Veil::over(const EnvelopePtr &envelope, const QString &studentId) const
{
    const Message &message = envelope->message();
    if (tellsOf(message, studentId)) return seal(over(message, studentId));
    EnvelopePtr &common = envelope->forStudents();
    if (!common) common = seal(over(message, QString()));
    return common;
}

Message Veil::over(Message message, const QString &studentId) const
{
    if (message.sender != studentId && hidesName(message.sender, message.senderType))
        message.senderName.clear();
    if (movesPeople(message))
        if (auto *people = std::get_if<payload::People>(&message.payload))
            people->participants = over(std::move(people->participants), studentId);
    return message;
}

QList<Participant> Veil::over(QList<Participant> people, const QString &studentId) const
{
    for (Participant &person : people) {
        person.realName.clear();
        person.via.reset();
        person.agent.clear();
        if (person.id == studentId) continue;
        person.muted = false;
        if (hidesName(person.id, person.type)) person.name.clear();
    }
    return people;
}

} // namespace lectern
