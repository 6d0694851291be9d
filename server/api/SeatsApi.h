// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/api/RoomJson.h"

#include <chrono>

namespace lectern {

class Hub;
class Router;
class Tokens;

/// People and their places in a room: /rooms/{id}/join, /leave, /participants.
class SeatsApi
{
public:
    SeatsApi(Access &access, Hub &hub, RoomFinder &finder, const Tokens &tokens, const RoomJson &json,
             std::chrono::seconds tokenTtl);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> join(HttpRequest request);
    QCoro::Task<HttpResponse> leave(HttpRequest request);
    QCoro::Task<HttpResponse> participants(HttpRequest request);

    /// Who wants in: the bearer of the token that came along, or a guest of that name.
    QCoro::Task<Result<Seeker>> seeker(const HttpHead &request);
    Result<Person> newcomer(const Seeker &seeker, const QString &name) const;

    Access &m_access;
    Hub &m_hub;
    RoomFinder &m_finder;
    const Tokens &m_tokens;
    const RoomJson &m_json;
    std::chrono::seconds m_tokenTtl;
};

} // namespace lectern
