// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ChatRoomsApi.h"

#include "common/protocol/RoomCode.h"
#include "server/api/RequestReading.h"
#include "server/domain/Hub.h"
#include "server/domain/ports/RoomStore.h"
#include "server/transport/Preferences.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Whoever asks for pages by name is a browser.
bool wantsPage(const HttpHead &head)
{
    const auto wishes = preferences(head.headers, "Accept");
    return std::ranges::any_of(
        wishes, [](const Preference &wish) { return wish.name == "text/html" && wish.quality > 0; });
}

QJsonObject toJson(const RoomInfo &room)
{
    return {{u"roomId"_s, room.id}, {u"name"_s, room.name}};
}

} // namespace

ChatRoomsApi::ChatRoomsApi(Access &access, Hub &hub, RoomStore &rooms, bool anonymous, Router::Handler page)
    : m_access(access)
    , m_hub(hub)
    , m_rooms(rooms)
    , m_anonymous(anonymous)
    , m_page(std::move(page))
{
}

void ChatRoomsApi::addTo(Router &router)
{
    router.add("POST"_ba, u"/chat"_s, [this](HttpRequest r) { return create(std::move(r)); });
    router.add("GET"_ba, u"/chat"_s, [this](HttpRequest r) { return list(std::move(r)); });
}

/// Those without a token own their rooms together, and no more of them than one account may have.
QCoro::Task<Result<Person>> ChatRoomsApi::caller(const HttpHead &request)
{
    if (request.bearer().isEmpty() && m_anonymous)
        co_return Person{u"anonymous"_s, u"anonymous"_s, PersonType::Student};
    const Result<Identity> identity = co_await m_access.account(request);
    if (!identity) co_return std::unexpected(identity.error());
    co_return identity->person;
}

QCoro::Task<HttpResponse> ChatRoomsApi::create(HttpRequest request)
{
    const Result<Person> owner = co_await caller(request);
    if (!owner) co_return HttpResponse::problem(owner.error());
    NewRoom wish;
    wish.name = queryText(request, u"name"_s);
    wish.kind = RoomKind::Chat;
    const Result<RoomInfo> room = co_await m_hub.create(*owner, wish);
    if (!room) co_return HttpResponse::problem(room.error());
    co_return HttpResponse::json(toJson(*room), 201);
}

QCoro::Task<HttpResponse> ChatRoomsApi::list(HttpRequest request)
{
    if (wantsPage(request)) {
        HttpResponse page = co_await m_page(request);
        page.headers.add("Vary"_ba, "Accept"_ba);
        co_return page;
    }
    const Result<Person> person = co_await caller(request);
    if (!person) co_return HttpResponse::problem(person.error());
    const QFuture<Result<QList<RoomInfo>>> listing = m_rooms.list(person->id, false);
    const Result<QList<RoomInfo>> rooms = co_await listing;
    if (!rooms) co_return HttpResponse::problem(rooms.error());
    QJsonArray answer;
    for (const RoomInfo &room : *rooms)
        if (room.kind == RoomKind::Chat && room.id != roomcode::kLobby) answer += toJson(room);
    HttpResponse response = HttpResponse::json(answer);
    response.headers.add("Vary"_ba, "Accept"_ba);
    co_return response;
}

} // namespace lectern
