// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/MemoryPresence.h"

#include <algorithm>
#include <tuple>

namespace lectern {

void MemoryPresence::enter(const QString &roomId, const Participant &participant)
{
    m_rooms[roomId].insert(participant.id, participant);
}

void MemoryPresence::leave(const QString &roomId, const QString &userId, const QString &serverId)
{
    const Participant *person = find(roomId, userId);
    if (!person || person->serverId != serverId) return;
    const auto room = m_rooms.find(roomId);
    room->remove(userId);
    if (room->isEmpty()) m_rooms.erase(room);
}

void MemoryPresence::setOnline(const QString &roomId, const QString &userId, bool online)
{
    if (Participant *person = find(roomId, userId)) person->online = online;
}

void MemoryPresence::setLastRead(const QString &roomId, const QString &userId, const QString &messageId)
{
    if (Participant *person = find(roomId, userId)) person->lastReadMessage = messageId;
}

void MemoryPresence::setHand(const QString &roomId, const QString &userId, const QDateTime &raisedAt)
{
    if (Participant *person = find(roomId, userId)) person->handRaisedAt = raisedAt;
}

void MemoryPresence::forget(const QString &roomId)
{
    m_rooms.remove(roomId);
}

QFuture<Result<QList<Presence::Place>>> MemoryPresence::placesOn(QString serverId)
{
    QList<Place> places;
    for (const auto &[roomId, people] : m_rooms.asKeyValueRange())
        for (const Participant &person : people)
            if (person.serverId == serverId) places.append({roomId, person.id});
    return QtFuture::makeReadyFuture(Result<QList<Place>>(std::move(places)));
}

QFuture<Result<Presence::Loss>> MemoryPresence::claimLost(QString, QString)
{
    return QtFuture::makeReadyFuture(Result<Loss>(Loss::OursToTell));
}

QFuture<Result<QList<Participant>>> MemoryPresence::list(QString roomId)
{
    QList<Participant> people = m_rooms.value(roomId).values();
    std::ranges::sort(people, {}, [](const Participant &p) { return std::tuple(p.joinedAt, p.id); });
    return QtFuture::makeReadyFuture(Result<QList<Participant>>(std::move(people)));
}

QFuture<Result<QHash<QString, int>>> MemoryPresence::counts(QStringList roomIds)
{
    QHash<QString, int> counts;
    for (const QString &roomId : roomIds) {
        const auto room = m_rooms.constFind(roomId);
        if (room != m_rooms.cend()) counts.insert(roomId, int(room->size()));
    }
    return QtFuture::makeReadyFuture(Result<QHash<QString, int>>(std::move(counts)));
}

Participant *MemoryPresence::find(const QString &roomId, const QString &userId)
{
    const auto room = m_rooms.find(roomId);
    if (room == m_rooms.end()) return nullptr;
    const auto person = room->find(userId);
    return person == room->end() ? nullptr : &*person;
}

} // namespace lectern
