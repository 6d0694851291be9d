// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"

namespace lectern {

class ClassRegister;
class Router;

/// Who may not come in any more, for those who rule in the room: /rooms/{id}/bans.
class BansApi
{
public:
    BansApi(Access &access, ClassRegister &people);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> list(HttpRequest request);
    QCoro::Task<HttpResponse> lift(HttpRequest request);

    Access &m_access;
    ClassRegister &m_people;
};

} // namespace lectern
