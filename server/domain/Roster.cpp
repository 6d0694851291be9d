// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Roster.h"

namespace lectern {

bool Seat::markRead(const QString &messageId, qint64 seq)
{
    if (seq <= readUpTo()) return false;
    participant.lastReadMessage = messageId;
    participant.readSeq = seq;
    return true;
}

void Seat::forgetRead()
{
    participant.lastReadMessage.clear();
    participant.readSeq.reset();
}

Seat *Roster::find(const QString &userId)
{
    const auto place = m_places.constFind(userId);
    return place == m_places.cend() ? nullptr : place->seat;
}

const Seat *Roster::find(const QString &userId) const
{
    return const_cast<Roster *>(this)->find(userId);
}

Seat &Roster::put(const Participant &participant)
{
    if (Seat *seat = find(participant.id)) {
        const Participant before = std::exchange(seat->participant, participant);
        seat->markRead(before.lastReadMessage, before.readSeq.value_or(0));
        return *seat;
    }
    auto seat = std::make_unique<Seat>(Seat{participant, TokenBucket(m_limits.rate, m_limits.burst), 0, {}});
    m_places.insert(participant.id, {m_next, seat.get()});
    return *m_order.emplace(m_next++, std::move(seat)).first->second;
}

void Roster::remove(const QString &userId)
{
    const auto place = m_places.constFind(userId);
    if (place == m_places.cend()) return;
    m_order.erase(place->order);
    m_places.erase(place);
}

QList<Participant> Roster::participants() const
{
    QList<Participant> all;
    all.reserve(size());
    for (const auto &[place, seat] : m_order)
        all.append(seat->participant);
    return all;
}

QList<Participant> Roster::onNode(const QString &serverId) const
{
    QList<Participant> here;
    for (const auto &[place, seat] : m_order)
        if (seat->participant.serverId == serverId) here.append(seat->participant);
    return here;
}

} // namespace lectern
