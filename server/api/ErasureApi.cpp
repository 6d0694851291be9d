// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ErasureApi.h"

#include "server/api/RequestReading.h"
#include "server/domain/Hub.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const Traces &traces)
{
    return {{u"messages"_s, traces.messages},
            {u"files"_s, traces.files},
            {u"votes"_s, traces.votes},
            {u"stays"_s, traces.stays}};
}

Result<bool> isDryRun(const HttpRequest &request)
{
    const QString text = queryText(request, u"dryRun"_s);
    if (text.isEmpty() || text == "false"_L1) return false;
    if (text == "true"_L1) return true;
    return problem(ErrorCode::BadRequest, u"dryRun: expected true or false"_s);
}

} // namespace

ErasureApi::ErasureApi(Access &access, Hub &hub, Erasure &erasure)
    : m_access(access)
    , m_hub(hub)
    , m_erasure(erasure)
{
}

void ErasureApi::addTo(Router &router)
{
    router.add("DELETE"_ba, u"/api/v1/rooms/:id/participants/:user/data"_s,
               [this](HttpRequest r) { return remove(std::move(r)); });
}

QCoro::Task<HttpResponse> ErasureApi::remove(HttpRequest request)
{
    const Result<Insider> by = co_await m_access.caretaker(request, request.parameter(u"id"_s));
    if (!by) co_return HttpResponse::problem(by.error());
    const Result<bool> dryRun = isDryRun(request);
    if (!dryRun) co_return HttpResponse::problem(dryRun.error());
    const QString personId = request.parameter(u"user"_s);
    const QFuture<Result<Traces>> looking = m_erasure.look(by->room.id, personId);
    Result<Traces> traces = co_await looking;
    if (traces && traces->isEmpty())
        traces = problem(ErrorCode::UserNotFound, u"there is nothing of this person in the room"_s);
    if (traces && !*dryRun) traces = co_await erase(*by, personId);
    co_return traces ? HttpResponse::json(json(*traces)) : HttpResponse::problem(traces.error());
}

QCoro::Task<Result<Traces>> ErasureApi::erase(Insider by, QString personId)
{
    // Held until the answer is there: the room has to outlive what it is doing.
    const Result<RoomPtr> room = co_await m_hub.open(by.room.id);
    if (room) {
        const QFuture<Result<Traces>> erasing = (*room)->erase(personId, by.person());
        co_return co_await erasing;
    }
    if (room.error().code != ErrorCode::RoomNotFound) co_return std::unexpected(room.error());
    // It has ended: nobody is there who could be told.
    const QFuture<Result<Erased>> erasing = m_erasure.erase(by.room.id, personId, by.person());
    const Result<Erased> erased = co_await erasing;
    if (!erased) co_return std::unexpected(erased.error());
    co_return erased->traces;
}

} // namespace lectern
