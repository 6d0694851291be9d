// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/AuditTrail.h"

#include <QCoroTask>

#include <array>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

struct Audited
{
    QByteArrayView method;
    QLatin1StringView pattern;
    QLatin1StringView action;
    QLatin1StringView refusal; ///< empty: nothing is noted when it fails
};

constexpr std::array kAudited{
    Audited{"POST", "/api/v1/login"_L1, "signed in"_L1, "sign-in refused"_L1},
    Audited{"POST", "/api/v1/register"_L1, "registered"_L1, {}},
    Audited{"POST", "/api/v1/password"_L1, "password changed"_L1, "password change refused"_L1},
    Audited{"POST", "/api/v1/logout"_L1, "signed out"_L1, {}},
    Audited{"POST", "/api/v1/rooms"_L1, "room opened"_L1, {}},
    Audited{"PATCH", "/api/v1/rooms/:id"_L1, "room changed"_L1, {}},
    Audited{"DELETE", "/api/v1/rooms/:id"_L1, "class ended"_L1, {}},
    Audited{"DELETE", "/api/v1/rooms/:id/messages/:message"_L1, "message deleted"_L1, {}},
    Audited{"DELETE", "/api/v1/rooms/:id/participants/:user/data"_L1, "person erased"_L1, {}},
    Audited{"GET", "/api/v1/rooms/:id/export"_L1, "class exported"_L1, {}},
};

/// "FTYXPM u_01…": what the address names, the room first.
QString targetOf(const HttpRequest &request)
{
    QStringList names;
    for (const QString &name : {u"id"_s, u"message"_s, u"user"_s})
        if (const QString value = request.parameter(name); !value.isEmpty()) names += value.left(80);
    return names.join(u' ');
}

QCoro::Task<HttpResponse> followed(AuditLog &log, Audited what, Router::Handler handler, HttpRequest request)
{
    const std::shared_ptr<RequestNotes> notes = request.notes;
    AuditEntry entry;
    entry.target = targetOf(request);
    entry.origin = request.peer.toString();
    HttpResponse response = co_await handler(std::move(request));
    const bool succeeded = response.status < 400;
    entry.action = succeeded ? what.action : what.refusal;
    entry.actor = notes->user;
    if (entry.target.isEmpty()) entry.target = notes->room;
    if (!entry.action.isEmpty()) log.record(entry);
    co_return response;
}

} // namespace

void AuditTrail::follow(Router &router)
{
    for (const Audited &what : kAudited)
        router.wrap(what.method.toByteArray(), what.pattern,
                    [this, what](Router::Handler handler) -> Router::Handler {
                        return [this, what, handler = std::move(handler)](HttpRequest request) {
                            return followed(m_log, what, handler, std::move(request));
                        };
                    });
}

} // namespace lectern
