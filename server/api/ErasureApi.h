// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/domain/ports/Erasure.h"

namespace lectern {

class Router;

/// DELETE /rooms/{id}/participants/{userId}/data: takes a person's data out of a room, open or ended, for
/// its owner or an admin. `?dryRun=true` only says what there is.
class ErasureApi
{
public:
    ErasureApi(Access &access, Hub &hub, Erasure &erasure);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> remove(HttpRequest request);
    QCoro::Task<Result<Traces>> erase(Insider by, QString personId);

    Access &m_access;
    Hub &m_hub;
    Erasure &m_erasure;
};

} // namespace lectern
