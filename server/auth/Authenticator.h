// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/auth/LiveTokens.h"
#include "server/auth/Tokens.h"
#include "server/store/Account.h"

#include <QtCore/QFuture>

#include <optional>

namespace lectern {

class Accounts;
class RevokedTokens;
class RoomStore;

/// Somebody whose token holds, now: the account is there and not disabled, or the place in the room is.
struct Identity
{
    TokenClaims claims;
    Person person;                  ///< with today's name, not the token's
    std::optional<Account> account; ///< nothing for a room's guest
    std::optional<Member> member;   ///< the guest's place

    bool mayEnter(const QString &roomId) const { return claims.roomId.isEmpty() || claims.roomId == roomId; }
};

/// Tells who a token belongs to. `unauthorized` for an empty, forged, revoked or removed one,
/// `token_expired` for an old one.
class Authenticator
{
public:
    Authenticator(const Tokens &tokens, Accounts &accounts, RevokedTokens &revoked, RoomStore &rooms);

    QFuture<Result<Identity>> identify(QString token);

    /// Calls `stopped` when this token stops working; see LiveTokens.
    void watch(QObject *session, const TokenClaims &claims, LiveTokens::Stopped stopped)
    {
        m_live.watch(session, claims, std::move(stopped));
    }

private:
    const Tokens &m_tokens;
    Accounts &m_accounts;
    RevokedTokens &m_revoked;
    RoomStore &m_rooms;
    LiveTokens m_live;
};

} // namespace lectern
