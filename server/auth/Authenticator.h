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
    /// `looks`: how often it is noticed by itself that tokens were ended; see checkLines().
    Authenticator(const Tokens &tokens, Accounts &accounts, RevokedTokens &revoked, RoomStore &rooms,
                  std::chrono::milliseconds looks = LiveTokens::kInterval);

    QFuture<Result<Identity>> identify(QString token);

    /// Calls `stopped` when this token stops working; see LiveTokens.
    void watch(QObject *session, const TokenClaims &claims, LiveTokens::Stopped stopped)
    {
        m_live.watch(session, claims, std::move(stopped));
    }

    /// A token was signed out, or an account's tokens were: the lines that stand on them end now, not when
    /// that is noticed.
    void checkLines() { m_live.look(); }

private:
    const Tokens &m_tokens;
    Accounts &m_accounts;
    RevokedTokens &m_revoked;
    RoomStore &m_rooms;
    LiveTokens m_live;
};

} // namespace lectern
