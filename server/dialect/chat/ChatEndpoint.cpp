// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/chat/ChatEndpoint.h"

#include "common/protocol/RoomCode.h"
#include "server/dialect/Agent.h"
#include "server/dialect/chat/ChatSession.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admit(const RoomDoor &door, HttpHead head)
{
    const auto visitor = co_await door.visitor(head);
    if (!visitor) co_return std::unexpected(visitor.error());
    ChatTicket ticket{*visitor, std::nullopt, approachOf(head, Via::Chat)};
    const QString lobby = roomcode::kLobby;
    if (visitor->identity.mayEnter(lobby)) {
        const auto place = co_await door.place(visitor->identity, lobby, ticket.approach);
        if (!place) co_return std::unexpected(place.error());
        ticket.lobby = *place;
    }
    co_return Admission::of(ticket);
}

} // namespace

WebSocketEndpoint chatEndpoint(const RoomDoor &door)
{
    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/ws/chat"_s;
    endpoint.admit = [&door](HttpHead head) { return admit(door, std::move(head)); };
    endpoint.accepted = [&door](Connection *connection, const Admission &given) {
        new ChatSession(*connection, door, given.as<ChatTicket>());
    };
    return endpoint;
}

} // namespace lectern
