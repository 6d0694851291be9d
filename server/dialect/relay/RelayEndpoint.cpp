// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/relay/RelayEndpoint.h"

#include "common/protocol/RoomCode.h"
#include "server/dialect/Agent.h"
#include "server/dialect/relay/RelaySession.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admit(const RoomDoor &door, HttpHead head)
{
    const auto visitor = co_await door.visitor(head);
    if (!visitor) co_return std::unexpected(visitor.error());
    const QString roomId = head.query.hasQueryItem(u"room"_s)
                               ? roomcode::addressed(head.queryValue(u"room"_s))
                               : QString(roomcode::kLobby);
    if (roomId.isEmpty()) co_return problem(ErrorCode::RoomNotFound, u"room: expected six letters"_s);
    const Approach approach = approachOf(head, Via::Relay);
    const auto place = co_await door.place(visitor->identity, roomId, approach);
    if (!place) co_return std::unexpected(place.error());
    co_return Admission::of(RelayTicket{*visitor, *place});
}

} // namespace

WebSocketEndpoint relayEndpoint(const RoomDoor &door)
{
    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/room"_s;
    endpoint.admit = [&door](HttpHead head) { return admit(door, std::move(head)); };
    endpoint.accepted = [&door](Connection *connection, const Admission &given) {
        new RelaySession(*connection, door, given.as<RelayTicket>());
    };
    return endpoint;
}

} // namespace lectern
