// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/BansApi.h"

#include "common/protocol/Codec.h"
#include "server/domain/ports/ClassRegister.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

BansApi::BansApi(Access &access, ClassRegister &people)
    : m_access(access)
    , m_people(people)
{
}

void BansApi::addTo(Router &router)
{
    const QString path = u"/api/v1/rooms/:id/bans"_s;
    router.add("GET"_ba, path, [this](HttpRequest r) { return list(std::move(r)); });
    router.add("DELETE"_ba, path + u"/:user"_s, [this](HttpRequest r) { return lift(std::move(r)); });
}

QCoro::Task<HttpResponse> BansApi::list(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    const QFuture<Result<QList<Ban>>> reading = m_people.bans(host->room.id);
    const Result<QList<Ban>> bans = co_await reading;
    if (!bans) co_return HttpResponse::problem(bans.error());
    QJsonArray answer;
    for (const Ban &ban : *bans)
        answer += QJsonObject{
            {u"id"_s, ban.userId}, {u"name"_s, ban.name}, {u"bannedAt"_s, timeToString(ban.since)}};
    co_return HttpResponse::json(answer);
}

QCoro::Task<HttpResponse> BansApi::lift(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    const QFuture<Result<void>> lifting = m_people.lift(host->room.id, request.parameter(u"user"_s));
    const Result<void> lifted = co_await lifting;
    co_return lifted ? HttpResponse::noContent() : HttpResponse::problem(lifted.error());
}

} // namespace lectern
