// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"

namespace lectern {

class ClassRegister;
class Router;

/// The names that a room expects: /rooms/{id}/roster for those who rule there, /rooms/{id}/door for whoever
/// stands before it.
class RosterApi
{
public:
    RosterApi(Access &access, Hub &hub, RoomFinder &finder, ClassRegister &people);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> read(HttpRequest request);
    QCoro::Task<HttpResponse> replace(HttpRequest request);
    QCoro::Task<HttpResponse> door(HttpRequest request);

    Access &m_access;
    Hub &m_hub;
    RoomFinder &m_finder;
    ClassRegister &m_people;
};

} // namespace lectern
