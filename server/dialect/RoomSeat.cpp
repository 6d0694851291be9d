// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/RoomSeat.h"

namespace lectern {

RoomSeat::RoomSeat(Place place)
    : m_place(std::move(place))
{
}

RoomSeat::~RoomSeat()
{
    leave(Departure::Dropped);
}

void RoomSeat::enter()
{
    if (std::exchange(m_wasIn, true)) return;
    m_isIn = true;
    Entrance entrance;
    entrance.member = m_place.member;
    entrance.history = 0;
    entrance.approach = m_place.approach;
    entrance.asked = m_place.asked;
    m_place.room->enter(this, entrance);
}

void RoomSeat::leave(Departure how)
{
    if (std::exchange(m_isIn, false)) m_place.room->depart(this, how);
}

void RoomSeat::end(CloseCode code, const payload::Bye &bye)
{
    m_isIn = false;
    ended(code, bye);
}

Departure departureOf(MessageSocket::End end)
{
    switch (end) {
    case MessageSocket::End::Goodbye:
        return Departure::Left;
    case MessageSocket::End::Dropped:
        return Departure::Dropped;
    case MessageSocket::End::Ours:
        break;
    }
    return Departure::Closed;
}

} // namespace lectern
