// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialect/RoomDoor.h"
#include "server/domain/Session.h"
#include "server/transport/MessageSocket.h"

namespace lectern {

/// Somebody's line into one room, for the dialects whose connections may have several, or none. A connection
/// owns its seats; a room's pointer to one ends with leave() or ended().
class RoomSeat : public Session
{
public:
    explicit RoomSeat(Place place);
    ~RoomSeat() override; ///< as leave(Departure::Dropped)

    const Place &place() const { return m_place; }
    const QString &roomId() const { return m_place.member.roomId; }
    const Person &self() const { return m_place.member.person; }

    /// Hears from now on what happens, after a `welcome`. Does nothing the second time.
    void enter();
    /// Does nothing when it is not in.
    void leave(Departure how);

    void end(CloseCode code, const payload::Bye &bye) final;

protected:
    /// The room is done with this seat. It must outlive the call.
    virtual void ended(CloseCode code, const payload::Bye &bye) = 0;

private:
    Place m_place;
    bool m_isIn = false;
    bool m_wasIn = false;
};

/// What the end of a line means to the rooms that it led into.
Departure departureOf(MessageSocket::End end);

} // namespace lectern
