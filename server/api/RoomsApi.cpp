// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/RoomsApi.h"

#include "common/protocol/Codec.h"
#include "server/api/RequestReading.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/RoomStore.h"
#include "server/domain/ports/StorageQuota.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

RoomsApi::RoomsApi(Access &access, Hub &hub, RoomStore &rooms, StorageQuota &quota, const RoomJson &json)
    : m_access(access)
    , m_hub(hub)
    , m_rooms(rooms)
    , m_quota(quota)
    , m_json(json)
{
}

void RoomsApi::addTo(Router &router)
{
    router.add("POST"_ba, u"/api/v1/rooms"_s, [this](HttpRequest r) { return create(std::move(r)); });
    router.add("GET"_ba, u"/api/v1/rooms"_s, [this](HttpRequest r) { return list(std::move(r)); });
    router.add("GET"_ba, u"/api/v1/rooms/:id"_s, [this](HttpRequest r) { return read(std::move(r)); });
    router.add("PATCH"_ba, u"/api/v1/rooms/:id"_s, [this](HttpRequest r) { return change(std::move(r)); });
    router.add("DELETE"_ba, u"/api/v1/rooms/:id"_s, [this](HttpRequest r) { return end(std::move(r)); });
}

QCoro::Task<HttpResponse> RoomsApi::create(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.account(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    NewRoom wish;
    wish.name = body->string("name"_L1);
    wish.kind = body->name("kind"_L1, RoomKind::Class, "class or chat"_L1, fromString<RoomKind>);
    if (body->has("talk"_L1))
        wish.talk = body->name("talk"_L1, Talk::Teacher, "teacher, all or none"_L1, fromString<Talk>);
    wish.history = body->boolean("history"_L1, true);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());
    if (wish.kind == RoomKind::Class && identity->person.type != PersonType::Teacher)
        co_return HttpResponse::problem({ErrorCode::Forbidden, u"kind: only teachers open a class"_s});

    const Result<RoomInfo> room = co_await m_hub.create(identity->person, wish);
    if (!room) co_return HttpResponse::problem(room.error());
    request.notes->room = room->id;
    HttpResponse response = HttpResponse::json(m_json.write(*room, request, 0, false), 201);
    response.headers.add("Location"_ba, "/api/v1/rooms/"_ba + room->id.toLatin1());
    co_return response;
}

QCoro::Task<Result<QList<RoomInfo>>> RoomsApi::visibleRooms(const HttpHead &request, Identity caller,
                                                            bool mine)
{
    if (!caller.account) {
        const Result<RoomInfo> own = co_await m_access.room(request, caller, caller.claims.roomId);
        if (!own && own.error().code != ErrorCode::RoomNotFound) co_return std::unexpected(own.error());
        co_return own ? QList<RoomInfo>{*own} : QList<RoomInfo>{};
    }
    const QFuture<Result<QList<RoomInfo>>> listingOwn = m_rooms.list(caller.person.id, true);
    const Result<QList<RoomInfo>> own = co_await listingOwn;
    if (!own || mine) co_return own;

    const QFuture<Result<QList<RoomInfo>>> listingOpen = m_rooms.list(caller.person.id, false);
    const Result<QList<RoomInfo>> open = co_await listingOpen;
    if (!open) co_return open;
    // A class's code is its key: a student finds only those classes in the list that they belong to.
    const bool teacher = caller.person.type == PersonType::Teacher;
    QList<RoomInfo> visible;
    for (const RoomInfo &room : *open) {
        const bool belongs =
            std::ranges::any_of(*own, [&](const RoomInfo &each) { return each.id == room.id; });
        if (teacher || belongs || room.kind == RoomKind::Chat) visible += room;
    }
    co_return visible;
}

QCoro::Task<HttpResponse> RoomsApi::list(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.caller(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    const QString mine = request.queryValue(u"mine"_s);
    if (!mine.isEmpty() && mine != "true"_L1 && mine != "false"_L1)
        co_return HttpResponse::problem({ErrorCode::BadRequest, u"mine: expected true or false"_s});
    const Result<QList<RoomInfo>> rooms = co_await visibleRooms(request, *identity, mine == "true"_L1);
    if (!rooms) co_return HttpResponse::problem(rooms.error());

    QStringList inUse;
    for (const RoomInfo &room : *rooms)
        if (room.isOpen()) inUse += room.id;
    const QHash<QString, int> counts = co_await m_hub.counts(inUse);

    QJsonArray answer;
    for (const RoomInfo &room : *rooms) {
        const int count = counts.value(room.id);
        bool hostOnline = false;
        if (count > 0 && room.kind == RoomKind::Class) {
            const QList<Participant> people = co_await m_hub.present(room.id);
            hostOnline = std::ranges::any_of(
                people, [&](const Participant &each) { return each.id == room.ownerId && each.online; });
        }
        answer += m_json.write(room, request, count, hostOnline);
    }
    co_return HttpResponse::json(answer);
}

QCoro::Task<HttpResponse> RoomsApi::tell(RoomInfo room, Person asker, HttpHead request)
{
    const QList<Participant> people = co_await m_hub.present(room.id);
    const bool hostOnline = std::ranges::any_of(
        people, [&](const Participant &each) { return each.id == room.ownerId && each.online; });
    QJsonObject json = m_json.write(room, request, int(people.size()), hostOnline);
    if (policy::isOwner(room, asker)) {
        const QFuture<Result<payload::Usage>> weighing = m_quota.usage(room.id);
        const Result<payload::Usage> usage = co_await weighing;
        if (!usage) co_return HttpResponse::problem(usage.error());
        json.insert(u"usage"_s, toJson(*usage));
    }
    co_return HttpResponse::json(json);
}

QCoro::Task<HttpResponse> RoomsApi::read(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.caller(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    const Result<RoomInfo> room = co_await m_access.room(request, *identity, request.parameter(u"id"_s));
    if (!room) co_return HttpResponse::problem(room.error());
    co_return co_await tell(*room, identity->person, request);
}

QCoro::Task<HttpResponse> RoomsApi::change(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    payload::RoomUpdate wish;
    if (body->has("name"_L1)) wish.name = body->string("name"_L1);
    if (body->has("talk"_L1))
        wish.talk = body->name("talk"_L1, Talk::Teacher, "teacher, all or none"_L1, fromString<Talk>);
    if (body->has("locked"_L1)) wish.locked = body->boolean("locked"_L1, false);
    if (body->has("names"_L1))
        wish.names = body->name("names"_L1, Names::Shown, "shown or hidden"_L1, fromString<Names>);
    if (body->has("assistants"_L1)) wish.assistants = body->strings("assistants"_L1);
    if (body->has("host"_L1)) wish.host = body->requiredString("host"_L1);
    const bool reopen = body->boolean("open"_L1, false);
    if (body->has("open"_L1) && !reopen) body->fail("open"_L1, "true (DELETE ends a class)"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());

    RoomInfo room = host->room;
    if (reopen) {
        const Result<RoomInfo> reopened = co_await m_hub.reopen(room.id);
        if (!reopened) co_return HttpResponse::problem(reopened.error());
        room = *reopened;
    }
    if (wish != payload::RoomUpdate{}) {
        const Result<RoomPtr> living = co_await m_hub.open(room.id);
        if (!living) co_return HttpResponse::problem(living.error());
        const QFuture<Result<RoomInfo>> changing = (*living)->update(wish, host->person());
        const Result<RoomInfo> changed = co_await changing;
        if (!changed) co_return HttpResponse::problem(changed.error());
        room = *changed;
    }
    co_return co_await tell(room, host->person(), request);
}

QCoro::Task<HttpResponse> RoomsApi::end(HttpRequest request)
{
    const Result<Insider> host = co_await m_access.moderator(request, request.parameter(u"id"_s));
    if (!host) co_return HttpResponse::problem(host.error());
    if (!host->room.isOpen()) co_return HttpResponse::noContent();
    const Result<RoomPtr> living = co_await m_hub.open(host->room.id);
    if (!living) co_return HttpResponse::problem(living.error());
    const QFuture<Result<void>> ending = (*living)->end();
    const Result<void> ended = co_await ending;
    co_return ended ? HttpResponse::noContent() : HttpResponse::problem(ended.error());
}

} // namespace lectern
