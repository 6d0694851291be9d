// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/RoomFinder.h"
#include "server/dialect/TokenLife.h"
#include "server/domain/Room.h"
#include "server/transport/Http.h"

#include <QCoroTask>
#include <QtCore/QStringList>

#include <functional>

namespace lectern {

class Hub;

/// A room that somebody may enter now, and who they are there.
struct Place
{
    RoomPtr room;
    Member member;
    Approach approach = {};
    Entrance::Clock::time_point asked; ///< see Entrance
};

/// Somebody at the door: by a token, or without one where that is allowed.
struct Visitor
{
    Identity identity;
    bool isAnonymous = false; ///< known on this line alone, by the name that they give
};

struct DoorRules
{
    QStringList allowedOrigins = {};
    bool anonymous = false; ///< the protocols without a sign-in of their own take people without a token, too
};

/// Where the dialects let people in: who they are, and which rooms are open to them. Outlives every session.
class RoomDoor
{
public:
    using Identify = std::function<QFuture<Result<Identity>>(const QString &token)>;

    RoomDoor(Hub &hub, RoomFinder &finder, Identify identify, TokenLife::Watch watch, DoorRules rules = {})
        : m_hub(hub)
        , m_finder(finder)
        , m_identify(std::move(identify))
        , m_watch(std::move(watch))
        , m_rules(std::move(rules))
    {
    }

    const Limits &limits() const;

    /// `forbidden` for a page of a site that is not allowed.
    Result<void> checkOrigin(const HttpHead &head) const;

    QFuture<Result<Identity>> identify(const QString &token) const { return m_identify(token); }

    /// `life` tells from now on when this token stops working.
    void follow(const TokenClaims &claims, TokenLife &life) const { life.follow(claims, m_watch); }

    /// Whoever sent this request, by its token as in `/ws`; the origin is checked, too. `unauthorized`
    /// without one, unless anonymous people are let in: they get an id and a name of their own.
    QCoro::Task<Result<Visitor>> visitor(HttpHead head) const;

    /// `room_not_found`, `forbidden` (a guest's token of another room), `room_locked`, `kicked`, `room_full`;
    /// `rate_limited` where too many codes are tried.
    QCoro::Task<Result<Place>> place(Identity identity, QString roomId, Approach approach = {}) const;

private:
    Hub &m_hub;
    RoomFinder &m_finder;
    Identify m_identify;
    TokenLife::Watch m_watch;
    DoorRules m_rules;
};

/// The JWT of a request: `Authorization: Bearer`, a subprotocol `bearer.JWT`, or `token=`. Empty without one.
QString socketToken(const HttpHead &head);

} // namespace lectern
