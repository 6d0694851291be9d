// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/api/RoomJson.h"

#include <chrono>

namespace lectern {

class Hub;
class RoomStore;
class Router;
class StorageQuota;

/// The rooms: making, listing, reading, changing and ending them: /rooms and /rooms/{id}.
class RoomsApi
{
public:
    RoomsApi(Access &access, Hub &hub, RoomStore &rooms, StorageQuota &quota, const RoomJson &json);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> create(HttpRequest request);
    QCoro::Task<HttpResponse> list(HttpRequest request);
    QCoro::Task<HttpResponse> read(HttpRequest request);
    QCoro::Task<HttpResponse> change(HttpRequest request);
    QCoro::Task<HttpResponse> end(HttpRequest request);

    QCoro::Task<Result<QList<RoomInfo>>> visibleRooms(const HttpHead &request, Identity caller, bool mine);
    QCoro::Task<HttpResponse> tell(RoomInfo room, Person asker, HttpHead request);

    Access &m_access;
    Hub &m_hub;
    RoomStore &m_rooms;
    StorageQuota &m_quota;
    const RoomJson &m_json;
};

} // namespace lectern
