// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Access.h"

#include "common/protocol/RoomCode.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/RoomStore.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

Access::Access(Authenticator &authenticator, Hub &hub, RoomFinder &finder, RoomStore &rooms)
    : m_authenticator(authenticator)
    , m_hub(hub)
    , m_finder(finder)
    , m_rooms(rooms)
{
}

QCoro::Task<Result<Identity>> Access::caller(const HttpHead &request)
{
    const QString token = request.bearer();
    if (token.isEmpty())
        co_return problem(ErrorCode::Unauthorized, u"Authorization: expected \"Bearer\" and a token"_s);
    const QFuture<Result<Identity>> identifying = m_authenticator.identify(token);
    const Result<Identity> identity = co_await identifying;
    if (identity) request.notes->user = identity->person.id;
    co_return identity;
}

QCoro::Task<Result<Identity>> Access::account(const HttpHead &request)
{
    Result<Identity> identity = co_await caller(request);
    if (identity && !identity->account)
        co_return problem(ErrorCode::Forbidden,
                          u"expected the token of an account, not that of a room's guest"_s);
    co_return identity;
}

QCoro::Task<Result<RoomInfo>> Access::room(const HttpHead &request, Identity caller, QString code)
{
    const QString roomId = roomcode::normalized(code);
    if (roomId.isEmpty()) co_return problem(ErrorCode::RoomNotFound, u"expected a code of six letters"_s);
    if (!caller.mayEnter(roomId))
        co_return problem(ErrorCode::Forbidden, u"the token is good for another room"_s);
    const Seeker seeker{request.peer, caller};
    co_return co_await m_finder.find(seeker, roomId);
}

QCoro::Task<Result<Insider>> Access::insider(const HttpHead &request, QString code)
{
    const Result<Identity> identity = co_await caller(request);
    if (!identity) co_return std::unexpected(identity.error());
    const Result<RoomInfo> found = co_await room(request, *identity, code);
    if (!found) co_return std::unexpected(found.error());
    request.notes->room = found->id;

    std::optional<Member> place = identity->member;
    if (policy::isOwner(*found, identity->person)) {
        place = Member{};
        place->roomId = found->id;
        place->person = identity->person;
    } else if (!place) {
        const QFuture<Result<std::optional<Member>>> lookup = m_rooms.member(found->id, identity->person.id);
        const Result<std::optional<Member>> member = co_await lookup;
        if (!member) co_return std::unexpected(member.error());
        place = *member;
    }
    if (!place) co_return problem(ErrorCode::Forbidden, u"only for the people of this room: join it first"_s);
    if (place->banned) co_return problem(ErrorCode::Kicked, u"removed from this room by its host"_s);
    co_return Insider{*identity, *found, *place};
}

QCoro::Task<Result<Insider>> Access::moderator(const HttpHead &request, QString code)
{
    co_return co_await ruler(request, code, policy::isModerator);
}

QCoro::Task<Result<Insider>> Access::owner(const HttpHead &request, QString code)
{
    co_return co_await ruler(request, code, policy::isOwner);
}

QCoro::Task<Result<Insider>> Access::ruler(const HttpHead &request, QString code, Rule rules)
{
    const Result<Identity> identity = co_await caller(request);
    if (!identity) co_return std::unexpected(identity.error());
    const Result<RoomInfo> found = co_await room(request, *identity, code);
    if (!found) co_return std::unexpected(found.error());
    request.notes->room = found->id;
    if (!rules(*found, identity->person))
        co_return problem(ErrorCode::Forbidden, u"only the host of this room may do that"_s);
    Member host;
    host.roomId = found->id;
    host.person = identity->person;
    co_return Insider{*identity, *found, host};
}

QCoro::Task<Result<Insider>> Access::caretaker(const HttpHead &request, QString code)
{
    const Result<Identity> identity = co_await caller(request);
    if (!identity) co_return std::unexpected(identity.error());
    if (!identity->account || identity->account->role != Role::Admin) co_return co_await owner(request, code);
    const QString roomId = roomcode::normalized(code);
    const Result<RoomInfo> room = co_await m_hub.find(roomId);
    if (!room) co_return std::unexpected(room.error());
    Member admin;
    admin.roomId = roomId;
    admin.person = identity->person;
    co_return Insider{*identity, *room, admin};
}

} // namespace lectern
