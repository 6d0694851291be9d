// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/AddressLimit.h"
#include "server/auth/Authenticator.h"
#include "server/domain/Room.h"

#include <QCoroTask>

#include <optional>

namespace lectern {

class Hub;

/// Who gives a room's code, and from where.
struct Seeker
{
    QHostAddress from;
    std::optional<Identity> who = {}; ///< nothing: no token came with it
};

/// A living room. (g++ 12 compiles no task of a std::expected that has a pointer as its value.)
struct FoundRoom
{
    RoomPtr room;
};

/// Finds rooms for those who give a code, and makes it useless to try codes one after another: each that
/// leads nowhere is counted at the address that it came from, and once there were too many, nobody there is
/// told whether a code is right (`rate_limited`), but those who have a place in that room already.
/// docs/decisions/0027-guessing.md has the reasons.
class RoomFinder
{
public:
    /// The arguments outlive it, and a seeker every question.
    RoomFinder(Hub &hub, RoomStore &rooms, Pace guesses);

    /// As Hub::open().
    QCoro::Task<Result<FoundRoom>> open(const Seeker &seeker, QString roomId);

    /// As Hub::find(), an ended room only for its hosts.
    QCoro::Task<Result<RoomInfo>> find(const Seeker &seeker, QString roomId);

private:
    QCoro::Task<std::optional<Problem>> refusal(const Seeker &seeker, QString roomId);
    QCoro::Task<Problem> missing(const Seeker &seeker, QString roomId, Problem why);
    QCoro::Task<bool> isAtHome(const Seeker &seeker, QString roomId);
    QCoro::Task<Result<RoomInfo>> visible(const Seeker &seeker, QString roomId);
    bool isOver(const Seeker &seeker) const;
    void warn(const QHostAddress &address);

    Hub &m_hub;
    RoomStore &m_rooms;
    AddressLimit m_guesses;
    AddressLimit::Clock::time_point m_nextWarning;
};

} // namespace lectern
