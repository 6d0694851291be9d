// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SeatsApi.h"

#include "common/protocol/Codec.h"
#include "common/protocol/PersonName.h"
#include "common/protocol/RoomCode.h"
#include "server/api/RequestReading.h"
#include "server/auth/Tokens.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/Veil.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

SeatsApi::SeatsApi(Access &access, Hub &hub, RoomFinder &finder, const Tokens &tokens, const RoomJson &json,
                   std::chrono::seconds tokenTtl)
    : m_access(access)
    , m_hub(hub)
    , m_finder(finder)
    , m_tokens(tokens)
    , m_json(json)
    , m_tokenTtl(tokenTtl)
{
}

void SeatsApi::addTo(Router &router)
{
    router.add("POST"_ba, u"/api/v1/rooms/:id/join"_s, [this](HttpRequest r) { return join(std::move(r)); });
    router.add("POST"_ba, u"/api/v1/rooms/:id/leave"_s,
               [this](HttpRequest r) { return leave(std::move(r)); });
    router.add("GET"_ba, u"/api/v1/rooms/:id/participants"_s,
               [this](HttpRequest r) { return participants(std::move(r)); });
}

QCoro::Task<Result<Seeker>> SeatsApi::seeker(const HttpHead &request)
{
    Seeker seeker{request.peer};
    if (request.bearer().isEmpty()) co_return seeker;
    const Result<Identity> identity = co_await m_access.caller(request);
    if (!identity) co_return std::unexpected(identity.error());
    seeker.who = *identity;
    co_return seeker;
}

Result<Person> SeatsApi::newcomer(const Seeker &seeker, const QString &name) const
{
    if (seeker.who) return seeker.who->person;
    const auto clean = cleanName(name, m_hub.options().limits.name);
    if (!clean) return std::unexpected(clean.error());
    return Person{{}, *clean, PersonType::Student};
}

QCoro::Task<HttpResponse> SeatsApi::join(HttpRequest request)
{
    constexpr int kDeviceLength = 128;
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    const QString name = body->string("name"_L1);
    const QString device = body->string("device"_L1);
    if (device.size() > kDeviceLength) body->fail("device"_L1, "at most 128 characters"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());

    const QString roomId = roomcode::normalized(request.parameter(u"id"_s));
    if (roomId.isEmpty())
        co_return HttpResponse::problem({ErrorCode::RoomNotFound, u"expected a code of six letters"_s});
    const Result<Seeker> who = co_await seeker(request);
    if (!who) co_return HttpResponse::problem(who.error());
    const Result<FoundRoom> found = co_await m_finder.open(*who, roomId);
    if (!found) co_return HttpResponse::problem(found.error());
    if (who->who && !who->who->mayEnter(roomId))
        co_return HttpResponse::problem(
            {ErrorCode::Forbidden, u"the token is good for another room: join without it"_s});
    const RoomPtr room = found->room;
    const Result<Person> person = newcomer(*who, name);
    if (!person) co_return HttpResponse::problem(person.error());
    const Result<Member> member = co_await m_hub.admit(room, *person, device);
    if (!member) co_return HttpResponse::problem(member.error());
    *request.notes = {.user = member->person.id, .room = roomId};

    const QDateTime now = QDateTime::currentDateTimeUtc();
    // Whoever came with a token keeps it: an account's is good for more than this room.
    const QString token =
        request.bearer().isEmpty()
            ? m_tokens.issue({member->person, roomId, 0, now, now.addSecs(m_tokenTtl.count())})
            : request.bearer();
    const RoomInfo info = room->info();
    const QList<Participant> people = room->participants();
    const bool hostOnline = std::ranges::any_of(
        people, [&](const Participant &each) { return each.id == info.ownerId && each.online; });
    co_return HttpResponse::json(
        QJsonObject{{u"token"_s, token},
                    {u"user"_s, QJsonObject{{u"id"_s, member->person.id},
                                            {u"name"_s, member->person.name},
                                            {u"type"_s, QString(wireName(member->person.type))}}},
                    {u"room"_s, m_json.write(info, request, int(people.size()), hostOnline)}});
}

QCoro::Task<HttpResponse> SeatsApi::leave(HttpRequest request)
{
    const Result<Insider> who = co_await m_access.insider(request, request.parameter(u"id"_s));
    if (!who) co_return HttpResponse::problem(who.error());
    const Result<RoomPtr> room = co_await m_hub.open(who->room.id);
    if (!room) co_return HttpResponse::problem(room.error());
    const QFuture<Result<void>> leaving = (*room)->remove(who->person().id, LeaveReason::Left, false);
    const Result<void> left = co_await leaving;
    co_return left ? HttpResponse::noContent() : HttpResponse::problem(left.error());
}

QCoro::Task<HttpResponse> SeatsApi::participants(HttpRequest request)
{
    const Result<Insider> who = co_await m_access.insider(request, request.parameter(u"id"_s));
    if (!who) co_return HttpResponse::problem(who.error());
    QList<Participant> people = co_await m_hub.present(who->room.id);
    if (policy::audienceOf(who->room, who->person().id, who->person().type) == PersonType::Student)
        people = Veil(who->room).over(std::move(people), who->person().id);
    QJsonArray answer;
    for (const Participant &each : std::as_const(people))
        answer += toJson(each);
    co_return HttpResponse::json(answer);
}

} // namespace lectern
