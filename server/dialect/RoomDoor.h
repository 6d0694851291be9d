// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Authenticator.h"
#include "server/domain/Room.h"
#include "server/transport/Http.h"

#include <QCoroTask>

#include <functional>

namespace lectern {

class Hub;

/// A room that somebody may enter now, and who they are there.
struct Place
{
    RoomPtr room;
    Member member;
};

/// Where the dialects let people into rooms after the line has opened: who a token belongs to, and which
/// rooms are open to them. Outlives every session.
class RoomDoor
{
public:
    using Identify = std::function<QFuture<Result<Identity>>(const QString &token)>;

    RoomDoor(Hub &hub, Identify identify)
        : m_hub(hub)
        , m_identify(std::move(identify))
    {
    }

    const Limits &limits() const;

    QFuture<Result<Identity>> identify(const QString &token) const { return m_identify(token); }

    /// `room_not_found`, `forbidden` (a guest's token of another room), `room_locked`, `kicked`, `room_full`.
    QCoro::Task<Result<Place>> place(Identity identity, QString roomId) const;

private:
    Hub &m_hub;
    Identify m_identify;
};

/// The JWT of an upgrade: `Authorization: Bearer`, a subprotocol `bearer.JWT`, or `token=`. Empty without
/// one.
QString socketToken(const HttpHead &head);

} // namespace lectern
