// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/RoomFinder.h"
#include "server/domain/RoomInfo.h"
#include "server/transport/Http.h"

#include <QCoroTask>

namespace lectern {

class Hub;
class RoomStore;

/// Somebody with a place in a room, and that room.
struct Insider
{
    Identity identity;
    RoomInfo room;
    Member member;

    const Person &person() const { return member.person; }
};

/// Who asks, and what they may see: the checks that every resource begins with. What is found out goes into
/// the request's notes. The request outlives the check.
class Access
{
public:
    Access(Authenticator &authenticator, Hub &hub, RoomFinder &finder, RoomStore &rooms);

    /// After tokens were ended; see Authenticator.
    void checkLines() { m_authenticator.checkLines(); }

    /// The bearer of the request's token: `unauthorized`, `token_expired`.
    QCoro::Task<Result<Identity>> caller(const HttpHead &request);

    /// As caller(), and it is an account: a room's guest is `forbidden`.
    QCoro::Task<Result<Identity>> account(const HttpHead &request);

    /// The room as this caller may read it. An ended class is there for those who ruled in it alone; a guest
    /// sees no room but their own (`forbidden`). `code` as somebody may have typed it; `rate_limited` where
    /// too many are tried.
    QCoro::Task<Result<RoomInfo>> room(const HttpHead &request, Identity caller, QString code);

    /// Somebody of that room: who has a place in it, or owns it. `forbidden` to others, `kicked` to the
    /// banned.
    QCoro::Task<Result<Insider>> insider(const HttpHead &request, QString code);

    /// Who rules in that room, open or ended: its owner or an assistant. `forbidden` to everyone else who may
    /// see it.
    QCoro::Task<Result<Insider>> moderator(const HttpHead &request, QString code);

    /// The owner of that room, open or ended; `forbidden` to everyone else who may see it.
    QCoro::Task<Result<Insider>> owner(const HttpHead &request, QString code);

    /// As owner(), or an admin, of any room.
    QCoro::Task<Result<Insider>> caretaker(const HttpHead &request, QString code);

private:
    using Rule = bool (*)(const RoomInfo &, const Person &);
    QCoro::Task<Result<Insider>> ruler(const HttpHead &request, QString code, Rule rules);

    Authenticator &m_authenticator;
    Hub &m_hub;
    RoomFinder &m_finder;
    RoomStore &m_rooms;
};

} // namespace lectern
