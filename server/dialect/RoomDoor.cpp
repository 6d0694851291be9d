// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/RoomDoor.h"

#include "common/protocol/Ulid.h"
#include "server/auth/Origins.h"
#include "server/domain/Hub.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Visitor stranger()
{
    Visitor visitor;
    visitor.isAnonymous = true;
    // Until they give one; told apart, as many come without.
    visitor.identity.person = {newUserId(), u"손님 "_s + newUlid().right(4), PersonType::Student};
    return visitor;
}

} // namespace

const Limits &RoomDoor::limits() const
{
    return m_hub.options().limits;
}

Result<void> RoomDoor::checkOrigin(const HttpHead &head) const
{
    if (origins::isAllowed(head, m_rules.allowedOrigins)) return {};
    return problem(ErrorCode::Forbidden, u"Origin: this site is not in allowed_origins"_s);
}

QCoro::Task<Result<Visitor>> RoomDoor::visitor(HttpHead head) const
{
    if (const auto origin = checkOrigin(head); !origin) co_return std::unexpected(origin.error());
    const QString token = socketToken(head);
    if (token.isEmpty() && m_rules.anonymous) co_return stranger();
    const Result<Identity> identity = co_await m_identify(token);
    if (!identity) co_return std::unexpected(identity.error());
    co_return Visitor{*identity};
}

QCoro::Task<Result<Place>> RoomDoor::place(Identity identity, QString roomId, Approach approach) const
{
    const Seeker seeker{QHostAddress(approach.address), identity};
    const Result<FoundRoom> found = co_await m_finder.open(seeker, roomId);
    if (!found) co_return std::unexpected(found.error());
    if (!identity.mayEnter(roomId))
        co_return problem(ErrorCode::Forbidden, u"this token is good for another room"_s);
    const auto asked = Entrance::Clock::now();
    const Result<Member> member = co_await m_hub.admit(found->room, identity.person, QString());
    if (!member) co_return std::unexpected(member.error());
    co_return Place{found->room, *member, approach, asked};
}

QString socketToken(const HttpHead &head)
{
    constexpr auto kPrefix = "bearer."_L1;
    if (const QString bearer = head.bearer(); !bearer.isEmpty()) return bearer;
    const auto offered = QString::fromLatin1(head.headers.value("Sec-WebSocket-Protocol")).split(u',');
    for (const QString &offer : offered)
        if (const QString name = offer.trimmed(); name.startsWith(kPrefix))
            return name.sliced(kPrefix.size());
    return head.queryValue(u"token"_s);
}

} // namespace lectern
