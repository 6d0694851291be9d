// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/RestShapes.h"

#include "common/protocol/JsonReader.h"

#include <QtCore/QJsonArray>

namespace lectern::rest {

using namespace Qt::StringLiterals;

namespace {

api::User readUser(JsonReader &reader)
{
    return {.id = reader.requiredString("id"_L1),
            .username = reader.string("username"_L1),
            .name = reader.string("name"_L1),
            .type = reader.string("type"_L1)};
}

api::Room readRoom(JsonReader &reader)
{
    api::Room room;
    room.id = reader.requiredString("id"_L1);
    room.name = reader.string("name"_L1);
    room.kind = reader.name("kind"_L1, RoomKind::Class, "class or chat"_L1, fromString<RoomKind>);
    room.talk = reader.name("talk"_L1, Talk::Teacher, "teacher, all or none"_L1, fromString<Talk>);
    room.locked = reader.boolean("locked"_L1, false);
    room.history = reader.boolean("history"_L1, true);
    room.joinUrl = QUrl(reader.string("joinUrl"_L1));
    if (reader.has("host"_L1) && !reader.isNull("host"_L1)) {
        reader.within("host"_L1, [&](JsonReader &host) {
            room.host = {.id = host.requiredString("id"_L1),
                         .name = host.string("name"_L1),
                         .online = host.boolean("online"_L1, false)};
        });
    }
    room.assistants = reader.strings("assistants"_L1);
    room.participants = reader.smallInteger("participants"_L1, 0);
    room.createdAt = reader.timeOrNull("createdAt"_L1);
    room.endedAt = reader.timeOrNull("endedAt"_L1);
    return room;
}

template <typename T, typename Read> Result<T> whole(const QJsonObject &object, Read read)
{
    JsonReader reader(object);
    T value = read(reader);
    if (!reader.ok()) return std::unexpected(reader.misfit());
    return value;
}

} // namespace

Result<api::User> userFromJson(const QJsonObject &object)
{
    return whole<api::User>(object, readUser);
}

Result<api::Room> roomFromJson(const QJsonObject &object)
{
    return whole<api::Room>(object, readRoom);
}

Result<api::Login> loginFromJson(const QJsonObject &object)
{
    return whole<api::Login>(object, [](JsonReader &reader) {
        api::Login login;
        login.token = reader.requiredString("token"_L1);
        login.expiresAt = reader.time("expiresAt"_L1);
        if (reader.has("user"_L1))
            reader.within("user"_L1, [&](JsonReader &user) { login.user = readUser(user); });
        return login;
    });
}

Result<api::Joined> joinedFromJson(const QJsonObject &object)
{
    return whole<api::Joined>(object, [](JsonReader &reader) {
        api::Joined joined;
        joined.token = reader.string("token"_L1);
        reader.within("user"_L1, [&](JsonReader &user) { joined.user = readUser(user); });
        reader.within("room"_L1, [&](JsonReader &room) { joined.room = readRoom(room); });
        return joined;
    });
}

Result<api::Attendee> attendeeFromJson(const QJsonObject &object)
{
    return whole<api::Attendee>(object, [](JsonReader &reader) {
        api::Attendee attendee;
        attendee.id = reader.requiredString("id"_L1);
        attendee.name = reader.string("name"_L1);
        attendee.realName = reader.string("realName"_L1);
        attendee.type = reader.name("type"_L1, PersonType::Student, "teacher, student or system"_L1,
                                    fromString<PersonType>);
        reader.each("intervals"_L1, [&](JsonReader &stay) {
            attendee.intervals.append({stay.time("from"_L1), stay.timeOrNull("to"_L1)});
        });
        attendee.totalSeconds = reader.integer("totalSeconds"_L1, 0);
        return attendee;
    });
}

Result<QStringList> namesFromJson(const QJsonObject &object)
{
    return whole<QStringList>(object, [](JsonReader &reader) { return reader.strings("names"_L1); });
}

Result<api::Ban> banFromJson(const QJsonObject &object)
{
    return whole<api::Ban>(object, [](JsonReader &reader) {
        return api::Ban{.id = reader.requiredString("id"_L1),
                        .name = reader.string("name"_L1),
                        .bannedAt = reader.timeOrNull("bannedAt"_L1)};
    });
}

QJsonObject toJson(const api::NewRoom &room)
{
    QJsonObject object{
        {"name"_L1, room.name}, {"kind"_L1, wireName(room.kind)}, {"history"_L1, room.history}};
    if (room.talk) object.insert("talk"_L1, wireName(*room.talk));
    return object;
}

QJsonObject toJson(const payload::RoomUpdate &change)
{
    QJsonObject object;
    if (change.name) object.insert("name"_L1, *change.name);
    if (change.talk) object.insert("talk"_L1, wireName(*change.talk));
    if (change.locked) object.insert("locked"_L1, *change.locked);
    if (change.names) object.insert("names"_L1, wireName(*change.names));
    if (change.assistants) object.insert("assistants"_L1, QJsonArray::fromStringList(*change.assistants));
    if (change.host) object.insert("host"_L1, *change.host);
    return object;
}

} // namespace lectern::rest
