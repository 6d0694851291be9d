// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/transport/Router.h"

namespace lectern {

class Hub;
class RoomStore;

/// The rooms of `/ws/chat` as its clients know them, `{"roomId","name"}`: POST /chat?name=N makes one, GET
/// /chat lists them. A browser that opens the latter gets the page.
class ChatRoomsApi
{
public:
    /// `anonymous`: without a token, too.
    ChatRoomsApi(Access &access, Hub &hub, RoomStore &rooms, bool anonymous, Router::Handler page);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> create(HttpRequest request);
    QCoro::Task<HttpResponse> list(HttpRequest request);
    QCoro::Task<Result<Person>> caller(const HttpHead &request);

    Access &m_access;
    Hub &m_hub;
    RoomStore &m_rooms;
    bool m_anonymous;
    Router::Handler m_page;
};

} // namespace lectern
