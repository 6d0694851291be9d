// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Authenticator.h"

#include "common/client/AndThen.h"
#include "server/domain/ports/RoomStore.h"
#include "server/store/Accounts.h"
#include "server/store/RevokedTokens.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Found = Result<Identity>;

Found ofAccount(const TokenClaims &claims, const Result<bool> &revoked,
                const Result<std::optional<Account>> &account)
{
    if (!revoked) return std::unexpected(revoked.error());
    if (!account) return std::unexpected(account.error());
    if (!*account || (*account)->disabled)
        return problem(ErrorCode::Unauthorized, u"The account of this token is gone or disabled."_s);
    if (*revoked || (*account)->tokenGeneration != claims.generation)
        return problem(ErrorCode::Unauthorized, u"The token was signed out: sign in again."_s);
    return Identity{claims, (*account)->person(), **account, std::nullopt};
}

Found ofGuest(const TokenClaims &claims, const Result<std::optional<Member>> &member)
{
    if (!member) return std::unexpected(member.error());
    if (!*member) return problem(ErrorCode::Unauthorized, u"The place in the room is gone: join again."_s);
    return Identity{claims, (*member)->person, std::nullopt, **member};
}

} // namespace

Authenticator::Authenticator(const Tokens &tokens, Accounts &accounts, RevokedTokens &revoked,
                             RoomStore &rooms, std::chrono::milliseconds looks)
    : m_tokens(tokens)
    , m_accounts(accounts)
    , m_revoked(revoked)
    , m_rooms(rooms)
    , m_live(accounts, revoked, looks)
{
}

QFuture<Found> Authenticator::identify(QString token)
{
    auto verified = m_tokens.verify(token);
    if (!verified) return QtFuture::makeReadyFuture(Found(std::unexpected(verified.error())));
    const TokenClaims claims = *verified;
    if (claims.roomId.isEmpty()) {
        // The store answers in the order of the questions: the first is answered when the second is.
        const QFuture<Result<bool>> revoked = m_revoked.contains(claims.id);
        return andThen(m_accounts.byId(claims.person.id),
                       [claims, revoked](const Result<std::optional<Account>> &account) {
                           return ofAccount(claims, revoked.result(), account);
                       });
    }
    return andThen(m_rooms.member(claims.roomId, claims.person.id),
                   [claims](const Result<std::optional<Member>> &member) { return ofGuest(claims, member); });
}

} // namespace lectern
