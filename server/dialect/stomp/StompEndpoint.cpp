// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompEndpoint.h"

#include "server/dialect/stomp/StompSession.h"
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admit(const RoomDoor &door, HttpHead head)
{
    if (const auto origin = door.checkOrigin(head); !origin) co_return std::unexpected(origin.error());
    co_return Admission();
}

} // namespace

WebSocketEndpoint stompEndpoint(const RoomDoor &door)
{
    WebSocketEndpoint endpoint;
    endpoint.path = u"/stomp"_s;
    endpoint.dialect = "stomp"_ba;
    endpoint.subprotocols = {u"v12.stomp"_s, u"v11.stomp"_s, u"v10.stomp"_s};
    endpoint.admit = [&door](HttpHead head) { return admit(door, std::move(head)); };
    endpoint.accepted = [&door](Connection *connection, const Admission &) {
        auto *socket = new WebSocketMessages(*connection);
        new StompSession(*socket, door);
    };
    return endpoint;
}

} // namespace lectern
