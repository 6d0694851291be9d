// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompSaying.h"

#include "common/protocol/JsonReader.h"
#include "common/protocol/JsonText.h"
#include "common/protocol/RoomCode.h"

#include <QtCore/QJsonDocument>

#include <array>
#include <optional>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kNamedInBody = "/app/chat.sendMessage"_L1;
constexpr auto kTopic = "/topic/room/"_L1;
constexpr std::array kRooms{"/app/room/"_L1, "/pub/room/"_L1, "/pub/"_L1}; // the longer one first

std::optional<QString> namedIn(const QString &destination)
{
    for (const auto prefix : kRooms)
        if (destination.startsWith(prefix)) return destination.sliced(prefix.size());
    return std::nullopt;
}

Result<QString> roomCode(const QString &address)
{
    const QString code = roomcode::addressed(address);
    if (code.isEmpty())
        return problem(ErrorCode::RoomNotFound,
                       u"expected a room's code of six letters, got \"%1\""_s.arg(address));
    return code;
}

} // namespace

Result<StompSaying> sayingOf(const StompFrame &send)
{
    const QString destination = send.header("destination"_L1);
    std::optional<QString> address = namedIn(destination);
    if (!address && destination != kNamedInBody)
        return problem(ErrorCode::BadRequest,
                       u"destination: expected /app/chat.sendMessage, /app/room/{id}, /pub/room/{id} or "
                       "/pub/{id}, got \"%1\""_s.arg(destination));
    const auto json = readJson(send.body);
    if (!json.isObject()) return problem(ErrorCode::BadRequest, u"body: expected a JSON object"_s);
    JsonReader body(json.object());
    const QString text = body.requiredString("message"_L1);
    if (!address) address = body.requiredString("roomId"_L1);
    if (!body.ok()) return std::unexpected(body.misfit());
    const auto roomId = roomCode(*address);
    if (!roomId) return std::unexpected(roomId.error());
    return StompSaying{*roomId, text};
}

Result<QString> subscribedRoom(const QString &destination)
{
    if (!destination.startsWith(kTopic))
        return problem(ErrorCode::BadRequest,
                       u"destination: expected /topic/room/{id}, got \"%1\""_s.arg(destination));
    return roomCode(destination.sliced(kTopic.size()));
}

QString topicOf(const QString &roomId)
{
    return kTopic + roomId;
}

} // namespace lectern
