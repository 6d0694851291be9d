// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/RosterApi.h"

#include "common/protocol/PersonName.h"
#include "common/protocol/RoomCode.h"
#include "server/api/RequestReading.h"
#include "server/domain/Hub.h"
#include "server/domain/ports/ClassRegister.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Result<QStringList> cleaned(const QStringList &names, const Limits &limits)
{
    if (names.size() > limits.participants)
        return problem(ErrorCode::BadRequest, u"names: expected at most %1"_s.arg(limits.participants));
    QStringList clean;
    for (const QString &name : names) {
        const auto one = cleanName(name, limits.name);
        if (!one)
            return problem(one.error().code, u"names[%1]: %2"_s.arg(clean.size()).arg(one.error().detail));
        clean += *one;
    }
    return clean;
}

HttpResponse answer(const QStringList &names)
{
    return HttpResponse::json(QJsonObject{{u"names"_s, QJsonArray::fromStringList(names)}});
}

} // namespace

RosterApi::RosterApi(Access &access, Hub &hub, RoomFinder &finder, ClassRegister &people)
    : m_access(access)
    , m_hub(hub)
    , m_finder(finder)
    , m_people(people)
{
}

void RosterApi::addTo(Router &router)
{
    const QString room = u"/api/v1/rooms/:id"_s;
    router.add("GET"_ba, room + u"/roster"_s, [this](HttpRequest r) { return read(std::move(r)); });
    router.add("PUT"_ba, room + u"/roster"_s, [this](HttpRequest r) { return replace(std::move(r)); });
    router.add("GET"_ba, room + u"/door"_s, [this](HttpRequest r) { return door(std::move(r)); });
}

QCoro::Task<HttpResponse> RosterApi::read(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    const QFuture<Result<QList<ExpectedName>>> reading = m_people.roster(host->room.id);
    const Result<QList<ExpectedName>> roster = co_await reading;
    if (!roster) co_return HttpResponse::problem(roster.error());
    QStringList names;
    for (const ExpectedName &each : *roster)
        names += each.name;
    co_return answer(names);
}

QCoro::Task<HttpResponse> RosterApi::replace(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    if (!body->has("names"_L1)) body->fail("names"_L1, "an array of names"_L1);
    const QStringList given = body->strings("names"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());
    const Result<QStringList> names = cleaned(given, m_hub.options().limits);
    if (!names) co_return HttpResponse::problem(names.error());
    const QFuture<Result<void>> saving = m_people.setRoster(host->room.id, *names);
    const Result<void> saved = co_await saving;
    co_return saved ? answer(*names) : HttpResponse::problem(saved.error());
}

QCoro::Task<HttpResponse> RosterApi::door(HttpRequest request)
{
    const QString roomId = roomcode::normalized(request.parameter(u"id"_s));
    if (roomId.isEmpty())
        co_return HttpResponse::problem({ErrorCode::RoomNotFound, u"expected a code of six letters"_s});
    const Seeker seeker{request.peer};
    const Result<RoomInfo> room = co_await m_finder.find(seeker, roomId);
    if (!room) co_return HttpResponse::problem(room.error());
    request.notes->room = roomId;
    const QFuture<Result<QList<ExpectedName>>> reading = m_people.roster(roomId);
    const Result<QList<ExpectedName>> roster = co_await reading;
    if (!roster) co_return HttpResponse::problem(roster.error());
    QJsonArray names;
    for (const ExpectedName &each : *roster)
        names += QJsonObject{{u"name"_s, each.name}, {u"taken"_s, each.taken}};
    co_return HttpResponse::json(
        QJsonObject{{u"name"_s, room->name}, {u"locked"_s, room->locked}, {u"roster"_s, names}});
}

} // namespace lectern
