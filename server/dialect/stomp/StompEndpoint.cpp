// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompEndpoint.h"

#include "server/dialect/Agent.h"
#include "server/dialect/stomp/StompSession.h"
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admit(const RoomDoor &door, HttpHead head)
{
    const Approach approach = approachOf(head, Via::Stomp);
    if (const auto origin = door.checkOrigin(head); !origin) co_return std::unexpected(origin.error());
    co_return Admission::of(approach);
}

const QStringList kSubprotocols{u"v12.stomp"_s, u"v11.stomp"_s, u"v10.stomp"_s};

} // namespace

WebSocketEndpoint stompEndpoint(const RoomDoor &door)
{
    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/stomp"_s;
    endpoint.dialect = "stomp"_ba;
    endpoint.subprotocols = kSubprotocols;
    endpoint.admit = [&door](HttpHead head) { return admit(door, std::move(head)); };
    endpoint.accepted = [&door](Connection *connection, const Admission &given) {
        auto *socket = new WebSocketMessages(*connection);
        new StompSession(*socket, door, given.as<Approach>());
    };
    return endpoint;
}

SockJsEndpoint stompOverSockJs(const RoomDoor &door)
{
    SockJsEndpoint endpoint;
    endpoint.base = u"/sockjs"_s;
    endpoint.clientUrl = "/assets/sockjs/sockjs.min.js"_ba;
    endpoint.subprotocols = kSubprotocols;
    endpoint.mayAsk = [&door](const HttpHead &head) { return door.checkOrigin(head).has_value(); };
    endpoint.admit = [](HttpHead head) -> QCoro::Task<Result<Admission>> {
        const Approach approach = approachOf(head, Via::SockJs);
        co_return Admission::of(approach);
    };
    endpoint.accepted = [&door](MessageSocket *socket, const Admission &given) {
        new StompSession(*socket, door, given.as<Approach>());
    };
    return endpoint;
}

} // namespace lectern
