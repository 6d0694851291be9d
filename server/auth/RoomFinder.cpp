// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/RoomFinder.h"

#include "common/protocol/RoomCode.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/RoomStore.h"

#include <QCoroFuture>
#include <QtCore/QLoggingCategory>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcGuesses, "lectern.auth")

constexpr std::chrono::minutes kQuiet = 1min; ///< between two warnings

Problem tooMany()
{
    return {ErrorCode::RateLimited, u"too many unknown room codes came from this address: wait a moment"_s};
}

bool isMissing(const Problem &problem)
{
    return problem.code == ErrorCode::RoomNotFound;
}

} // namespace

RoomFinder::RoomFinder(Hub &hub, RoomStore &rooms, Pace guesses)
    : m_hub(hub)
    , m_rooms(rooms)
    , m_guesses(guesses)
{
}

QCoro::Task<Result<FoundRoom>> RoomFinder::open(const Seeker &seeker, QString roomId)
{
    if (const auto refused = co_await refusal(seeker, roomId)) co_return std::unexpected(*refused);
    const Result<RoomPtr> room = co_await m_hub.open(roomId);
    if (!room && isMissing(room.error())) {
        const Problem why = co_await missing(seeker, roomId, room.error());
        co_return std::unexpected(why);
    }
    if (!room) co_return std::unexpected(room.error());
    // Asked again: codes that are tried side by side must not tell more than those tried one by one.
    if (const auto refused = co_await refusal(seeker, roomId)) co_return std::unexpected(*refused);
    co_return FoundRoom{*room};
}

QCoro::Task<Result<RoomInfo>> RoomFinder::find(const Seeker &seeker, QString roomId)
{
    if (const auto refused = co_await refusal(seeker, roomId)) co_return std::unexpected(*refused);
    const Result<RoomInfo> room = co_await visible(seeker, roomId);
    if (!room && isMissing(room.error())) {
        const Problem why = co_await missing(seeker, roomId, room.error());
        co_return std::unexpected(why);
    }
    if (const auto refused = co_await refusal(seeker, roomId)) co_return std::unexpected(*refused);
    co_return room;
}

QCoro::Task<Result<RoomInfo>> RoomFinder::visible(const Seeker &seeker, QString roomId)
{
    Result<RoomInfo> room = co_await m_hub.find(roomId);
    const bool isHost = room && seeker.who && policy::isModerator(*room, seeker.who->person);
    if (room && !room->isOpen() && !isHost)
        co_return problem(ErrorCode::RoomNotFound, u"no open room has the code %1"_s.arg(roomId));
    co_return room;
}

/// Before the room is looked for: how long that takes would tell, too.
QCoro::Task<std::optional<Problem>> RoomFinder::refusal(const Seeker &seeker, QString roomId)
{
    if (!isOver(seeker)) co_return std::nullopt;
    const bool isFree = co_await isAtHome(seeker, roomId);
    co_return isFree ? std::nullopt : std::optional(tooMany());
}

QCoro::Task<Problem> RoomFinder::missing(const Seeker &seeker, QString roomId, Problem why)
{
    const bool isFree = co_await isAtHome(seeker, roomId);
    if (isFree) co_return why;
    if (isOver(seeker)) co_return tooMany();
    m_guesses.count(seeker.from);
    if (isOver(seeker)) warn(seeker.from);
    co_return why;
}

/// Whoever has been in a room knows its code: a class that has ended is asked for by all who were in it.
QCoro::Task<bool> RoomFinder::isAtHome(const Seeker &seeker, QString roomId)
{
    if (roomId == roomcode::kLobby) co_return true;
    if (!seeker.who) co_return false;
    const Identity &who = *seeker.who;
    if (!who.claims.roomId.isEmpty()) co_return who.claims.roomId == roomId;
    if (!who.account) co_return false;
    const QFuture<Result<std::optional<Member>>> lookup = m_rooms.member(roomId, who.person.id);
    const Result<std::optional<Member>> place = co_await lookup;
    if (place && *place) co_return true;
    const Result<RoomInfo> room = co_await m_hub.find(roomId);
    const bool isOwner = room && policy::isOwner(*room, who.person);
    co_return isOwner;
}

bool RoomFinder::isOver(const Seeker &seeker) const
{
    return m_guesses.wait(seeker.from) > 0ms;
}

void RoomFinder::warn(const QHostAddress &address)
{
    const auto now = AddressLimit::Clock::now();
    if (now < m_nextWarning) return;
    m_nextWarning = now + kQuiet;
    qCWarning(lcGuesses).noquote() << "room codes are being tried out: from" << address.toString()
                                   << "came more unknown ones than auth.guess_burst; codes from there wait";
}

} // namespace lectern
