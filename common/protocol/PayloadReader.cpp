// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PayloadReader.h"

#include "common/protocol/Codec.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMessage = "message"_L1;

payload::People readPeople(JsonReader &message)
{
    payload::People people;
    message.each("participants"_L1,
                 [&](JsonReader &person) { people.participants.append(readParticipant(person)); });
    return people;
}

payload::People readReadMarks(JsonReader &message)
{
    payload::People people;
    message.each("participants"_L1, [&](JsonReader &person) {
        Participant participant;
        participant.id = person.requiredString("id"_L1);
        participant.lastReadMessage = person.string("lastReadMessage"_L1);
        participant.readSeq = person.integer("seq"_L1, 0);
        people.participants.append(participant);
    });
    return people;
}

payload::Poll readPoll(JsonReader &poll)
{
    return {.question = poll.requiredString("question"_L1),
            .choices = poll.strings("choices"_L1),
            .multiple = poll.boolean("multiple"_L1, false),
            .anonymous = poll.boolean("anonymous"_L1, true),
            .text = poll.boolean("text"_L1, false)};
}

payload::PollClose readPollClose(JsonReader &poll)
{
    if (poll.requiredBoolean("open"_L1)) poll.fail("open"_L1, "false: a poll with refers closes it"_L1);
    return {.show = poll.boolean("show"_L1, false)};
}

payload::Vote readVote(JsonReader &vote)
{
    payload::Vote result;
    if (vote.has("text"_L1))
        result.text = vote.string("text"_L1);
    else if (!vote.has("choices"_L1))
        vote.fail("choices"_L1, "an array of indexes (or text)"_L1);
    result.choices = vote.smallIntegers("choices"_L1);
    return result;
}

payload::PollResult readPollResult(JsonReader &result)
{
    payload::PollResult read{.counts = result.smallIntegers("counts"_L1),
                             .votes = result.smallInteger("votes"_L1, 0),
                             .texts = {},
                             .final = result.boolean("final"_L1, false)};
    if (result.has("texts"_L1)) read.texts = result.strings("texts"_L1);
    return read;
}

payload::Timer readTimer(JsonReader &timer)
{
    if (!timer.has("endsAt"_L1)) timer.fail("endsAt"_L1, "a time or null"_L1);
    return {.endsAt = timer.timeOrNull("endsAt"_L1), .label = timer.string("label"_L1)};
}

payload::RoomUpdate readRoomUpdate(JsonReader &update)
{
    payload::RoomUpdate read;
    if (update.has("name"_L1)) read.name = update.string("name"_L1);
    if (update.has("talk"_L1))
        read.talk = update.name("talk"_L1, Talk::All, "teacher, all or none"_L1, fromString<Talk>);
    if (update.has("locked"_L1)) read.locked = update.boolean("locked"_L1, false);
    if (update.has("names"_L1))
        read.names = update.name("names"_L1, Names::Shown, "shown or hidden"_L1, fromString<Names>);
    if (update.has("assistants"_L1)) read.assistants = update.strings("assistants"_L1);
    if (update.has("host"_L1)) read.host = update.requiredString("host"_L1);
    if (update.has("usage"_L1))
        update.within("usage"_L1, [&](JsonReader &usage) {
            read.usage = payload::Usage{usage.integer("bytes"_L1, 0), usage.integer("limit"_L1, 0)};
        });
    if (read == payload::RoomUpdate{})
        update.fail("name"_L1, "at least one of name, talk, locked, names, assistants, host"_L1);
    return read;
}

payload::Rename readRename(JsonReader &rename)
{
    payload::Rename read;
    if (rename.has("name"_L1)) read.name = rename.string("name"_L1);
    if (rename.has("realName"_L1)) read.realName = rename.string("realName"_L1);
    if (read == payload::Rename{}) rename.fail("name"_L1, "a text, or one in realName"_L1);
    return read;
}

ErrorCode readErrorCode(JsonReader &reader)
{
    return errorCodeFromString(reader.requiredString("code"_L1)).value_or(ErrorCode::Internal);
}

payload::Bye readBye(JsonReader &bye)
{
    payload::Bye read{.code = readErrorCode(bye), .reason = bye.string("reason"_L1), .reconnectIn = {}};
    if (bye.has("reconnectIn"_L1)) read.reconnectIn = bye.number("reconnectIn"_L1, 0);
    return read;
}

PersonType readPersonType(JsonReader &reader)
{
    return reader.name("type"_L1, PersonType::Student, "teacher, student or system"_L1,
                       fromString<PersonType>);
}

payload::Welcome readWelcome(JsonReader &welcome)
{
    payload::Welcome read;
    welcome.within("self"_L1, [&](JsonReader &self) {
        read.selfId = self.requiredString("id"_L1);
        read.selfName = self.string("name"_L1);
        read.selfType = readPersonType(self);
    });
    read.roomName = welcome.string("roomName"_L1);
    read.kind = welcome.name("kind"_L1, RoomKind::Class, "class or chat"_L1, fromString<RoomKind>);
    read.talk = welcome.name("talk"_L1, Talk::Teacher, "teacher, all or none"_L1, fromString<Talk>);
    read.locked = welcome.boolean("locked"_L1, false);
    read.names = welcome.name("names"_L1, Names::Shown, "shown or hidden"_L1, fromString<Names>);
    read.assistants = welcome.strings("assistants"_L1);
    if (welcome.has("host"_L1) && !welcome.isNull("host"_L1)) {
        welcome.within("host"_L1, [&](JsonReader &host) {
            read.host = payload::Host{.id = host.requiredString("id"_L1),
                                      .name = host.string("name"_L1),
                                      .online = host.boolean("online"_L1, false)};
        });
    }
    read.participants = readPeople(welcome).participants;
    welcome.each("openPolls"_L1, [&](JsonReader &poll) {
        read.openPolls.append({.id = poll.requiredString("id"_L1), .poll = readPoll(poll)});
    });
    if (welcome.has("timer"_L1))
        welcome.within("timer"_L1, [&](JsonReader &timer) { read.timer = readTimer(timer); });
    read.epoch = welcome.string("epoch"_L1);
    read.lastSeq = welcome.integer("lastSeq"_L1, 0);
    read.lastReadMessage = welcome.string("lastReadMessage"_L1);
    read.unread = welcome.smallInteger("unread"_L1, 0);
    read.recovered = welcome.boolean("recovered"_L1, false);
    read.limits = limitsFromJson(welcome.object("limits"_L1));
    return read;
}

} // namespace

bool isWellFormed(const QJsonValue &value)
{
    if (value.isString()) return value.toString().isValidUtf16();
    if (value.isArray()) {
        const QJsonArray entries = value.toArray();
        return std::all_of(entries.begin(), entries.end(),
                           [](const QJsonValue &entry) { return isWellFormed(entry); });
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (!it.key().isValidUtf16() || !isWellFormed(it.value())) return false;
    return true;
}

Participant readParticipant(JsonReader &reader)
{
    Participant person;
    person.id = reader.requiredString("id"_L1);
    person.name = reader.string("name"_L1);
    person.type = readPersonType(reader);
    person.serverId = reader.string("serverId"_L1);
    person.joinedAt = reader.time("joinedAt"_L1);
    person.online = reader.boolean("online"_L1, true);
    person.lastReadMessage = reader.string("lastReadMessage"_L1);
    person.handRaisedAt = reader.timeOrNull("handRaisedAt"_L1);
    if (reader.has("seq"_L1)) person.readSeq = reader.integer("seq"_L1, 0);
    if (reader.has("reason"_L1))
        person.reason = reader.name("reason"_L1, LeaveReason::Left,
                                    "left, timeout, kicked, closed or orphaned"_L1, fromString<LeaveReason>);
    person.muted = reader.boolean("muted"_L1, false);
    person.realName = reader.string("realName"_L1);
    if (reader.has("via"_L1))
        person.via =
            reader.name("via"_L1, Via::Ws, "ws, events, stomp, sockjs, chat or relay"_L1, fromString<Via>);
    person.agent = reader.string("agent"_L1);
    return person;
}

Payload readPayload(MessageType type, JsonReader &frame)
{
    Payload result;
    const auto object = [&](auto read) {
        if (!frame.has(kMessage)) frame.fail(kMessage, "an object"_L1);
        frame.within(kMessage, [&](JsonReader &message) { result = read(message); });
    };

    switch (type) {
    case MessageType::Send:
        if (!frame.has(kMessage)) frame.fail(kMessage, "a string"_L1);
        [[fallthrough]];
    case MessageType::Image:
    case MessageType::File:
        result = payload::Text{frame.string(kMessage)};
        break;
    case MessageType::Welcome:
        object(readWelcome);
        break;
    case MessageType::Join:
    case MessageType::Leave:
        object(readPeople);
        break;
    case MessageType::Read:
        object([](JsonReader &read) -> Payload {
            if (read.has("participants"_L1)) return readReadMarks(read);
            return payload::ReadMark{read.requiredString("lastReadMessage"_L1)};
        });
        break;
    case MessageType::Hand:
        object([](JsonReader &hand) { return payload::Hand{hand.requiredBoolean("raised"_L1)}; });
        break;
    case MessageType::Reaction:
        object([](JsonReader &reaction) {
            constexpr auto kinds = "got-it, lost, slower, faster or applause"_L1;
            if (!reaction.has("kind"_L1)) reaction.fail("kind"_L1, kinds);
            return payload::Reaction{
                reaction.name("kind"_L1, ReactionKind::GotIt, kinds, fromString<ReactionKind>)};
        });
        break;
    case MessageType::Poll:
        if (frame.string("refers"_L1).isEmpty())
            object(readPoll);
        else
            object(readPollClose);
        break;
    case MessageType::Vote:
        object(readVote);
        break;
    case MessageType::PollResult:
        object(readPollResult);
        break;
    case MessageType::Timer:
        object(readTimer);
        break;
    case MessageType::Signal: {
        const QJsonObject data = frame.requiredObject(kMessage);
        if (!isWellFormed(data)) frame.fail(kMessage, "well-formed Unicode (no lone surrogates)"_L1);
        result = payload::Signal{data};
        break;
    }
    case MessageType::RoomUpdate:
        object(readRoomUpdate);
        break;
    case MessageType::HostAway:
        object([](JsonReader &away) { return payload::HostAway{away.smallInteger("graceSeconds"_L1, 0)}; });
        break;
    case MessageType::Kick:
        frame.within(kMessage,
                     [&](JsonReader &kick) { result = payload::Kick{kick.boolean("ban"_L1, false)}; });
        break;
    case MessageType::Mute:
        object([](JsonReader &mute) { return payload::Mute{mute.requiredBoolean("muted"_L1)}; });
        break;
    case MessageType::Rename:
        object(readRename);
        break;
    case MessageType::Refresh:
        object([](JsonReader &refresh) { return payload::Refresh{refresh.requiredString("token"_L1)}; });
        break;
    case MessageType::Error:
        result = payload::Error{readErrorCode(frame), frame.string(kMessage)};
        break;
    case MessageType::Bye:
        object(readBye);
        break;
    case MessageType::Delete:
    case MessageType::HostBack:
    case MessageType::Close:
    case MessageType::Ack:
    case MessageType::Attachment:
        break;
    }
    return result;
}

} // namespace lectern
