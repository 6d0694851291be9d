// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompEndpoint.h"

#include "server/auth/Origins.h"
#include "server/dialect/stomp/StompSession.h"
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admit(QStringList allowedOrigins, HttpHead head)
{
    if (!origins::isAllowed(head, allowedOrigins))
        co_return problem(ErrorCode::Forbidden, u"Origin: this site is not in allowed_origins"_s);
    co_return Admission();
}

const QStringList kSubprotocols{u"v12.stomp"_s, u"v11.stomp"_s, u"v10.stomp"_s};

} // namespace

WebSocketEndpoint stompEndpoint(const RoomDoor &door, QStringList allowedOrigins)
{
    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/stomp"_s;
    endpoint.dialect = "stomp"_ba;
    endpoint.subprotocols = kSubprotocols;
    endpoint.admit = [allowedOrigins](HttpHead head) { return admit(allowedOrigins, std::move(head)); };
    endpoint.accepted = [&door](Connection *connection, const Admission &) {
        auto *socket = new WebSocketMessages(*connection);
        new StompSession(*socket, door);
    };
    return endpoint;
}

SockJsEndpoint stompOverSockJs(const RoomDoor &door, QStringList allowedOrigins)
{
    SockJsEndpoint endpoint;
    endpoint.base = u"/sockjs"_s;
    endpoint.clientUrl = "/assets/sockjs/sockjs.min.js"_ba;
    endpoint.subprotocols = kSubprotocols;
    endpoint.mayAsk = [allowedOrigins](const HttpHead &head) {
        return origins::isAllowed(head, allowedOrigins);
    };
    endpoint.admit = [](HttpHead) -> QCoro::Task<Result<Admission>> { co_return Admission(); };
    endpoint.accepted = [&door](MessageSocket *socket, const Admission &) { new StompSession(*socket, door); };
    return endpoint;
}

} // namespace lectern
