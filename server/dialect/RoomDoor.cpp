// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/RoomDoor.h"

#include "server/domain/Hub.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

const Limits &RoomDoor::limits() const
{
    return m_hub.options().limits;
}

QCoro::Task<Result<Place>> RoomDoor::place(Identity identity, QString roomId) const
{
    const Result<RoomPtr> room = co_await m_hub.open(roomId);
    if (!room) co_return std::unexpected(room.error());
    if (!identity.mayEnter(roomId))
        co_return problem(ErrorCode::Forbidden, u"this token is good for another room"_s);
    const Result<Member> member = co_await m_hub.admit(*room, identity.person, QString());
    if (!member) co_return std::unexpected(member.error());
    co_return Place{*room, *member};
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
