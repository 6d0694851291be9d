// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PayloadCodec.h"

#include "common/protocol/Codec.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMessage = "message"_L1;

QJsonArray toArray(const QList<QString> &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonArray toArray(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(timeToString(time)) : QJsonValue(QJsonValue::Null);
}

// Reading, one function a shape.

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
    if (read == payload::RoomUpdate{}) update.fail("name"_L1, "at least one of name, talk, locked"_L1);
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

// Writing.

QJsonObject toJson(const payload::Poll &poll)
{
    return {{"question"_L1, poll.question},
            {"choices"_L1, toArray(poll.choices)},
            {"multiple"_L1, poll.multiple},
            {"anonymous"_L1, poll.anonymous},
            {"text"_L1, poll.text}};
}

QJsonObject toJson(const payload::Timer &timer)
{
    QJsonObject object{{"endsAt"_L1, timeOrNull(timer.endsAt)}};
    if (!timer.label.isEmpty()) object.insert("label"_L1, timer.label);
    return object;
}

QJsonArray toJson(const QList<Participant> &people)
{
    QJsonArray array;
    for (const Participant &person : people)
        array.append(toJson(person));
    return array;
}

QJsonArray readMarksToJson(const QList<Participant> &people)
{
    QJsonArray array;
    for (const Participant &person : people)
        array.append(QJsonObject{{"id"_L1, person.id},
                                 {"lastReadMessage"_L1, person.lastReadMessage},
                                 {"seq"_L1, person.readSeq.value_or(0)}});
    return array;
}

QJsonObject toJson(const payload::Welcome &welcome)
{
    QJsonArray polls;
    for (const payload::OpenPoll &open : welcome.openPolls) {
        QJsonObject poll = toJson(open.poll);
        poll.insert("id"_L1, open.id);
        polls.append(poll);
    }
    QJsonValue host(QJsonValue::Null);
    if (welcome.host)
        host = QJsonObject{{"id"_L1, welcome.host->id},
                           {"name"_L1, welcome.host->name},
                           {"online"_L1, welcome.host->online}};

    QJsonObject object{{"self"_L1, QJsonObject{{"id"_L1, welcome.selfId},
                                               {"name"_L1, welcome.selfName},
                                               {"type"_L1, wireName(welcome.selfType)}}},
                       {"roomName"_L1, welcome.roomName},
                       {"kind"_L1, wireName(welcome.kind)},
                       {"talk"_L1, wireName(welcome.talk)},
                       {"locked"_L1, welcome.locked},
                       {"host"_L1, host},
                       {"participants"_L1, toJson(welcome.participants)},
                       {"openPolls"_L1, polls},
                       {"epoch"_L1, welcome.epoch},
                       {"lastSeq"_L1, welcome.lastSeq},
                       {"lastReadMessage"_L1, welcome.lastReadMessage},
                       {"unread"_L1, welcome.unread},
                       {"recovered"_L1, welcome.recovered},
                       {"limits"_L1, toJson(welcome.limits)}};
    if (welcome.timer) object.insert("timer"_L1, toJson(*welcome.timer));
    return object;
}

/// Puts a payload into its frame.
struct PayloadWriter
{
    const Message &message;
    QJsonObject &frame;

    void operator()(std::monostate) const {}
    void operator()(const payload::Text &text) const { frame.insert(kMessage, text.text); }
    void operator()(const payload::People &people) const
    {
        const bool read = message.type == MessageType::Read;
        put({{"participants"_L1, read ? readMarksToJson(people.participants) : toJson(people.participants)}});
    }
    void operator()(const payload::ReadMark &mark) const
    {
        put({{"lastReadMessage"_L1, mark.lastReadMessage}});
    }
    void operator()(const payload::Hand &hand) const { put({{"raised"_L1, hand.raised}}); }
    void operator()(const payload::Reaction &reaction) const { put({{"kind"_L1, wireName(reaction.kind)}}); }
    void operator()(const payload::Poll &poll) const { put(toJson(poll)); }
    void operator()(const payload::PollClose &close) const
    {
        put({{"open"_L1, false}, {"show"_L1, close.show}});
    }
    void operator()(const payload::Vote &vote) const
    {
        QJsonObject object;
        if (vote.text) object.insert("text"_L1, *vote.text);
        if (!vote.text || !vote.choices.isEmpty()) object.insert("choices"_L1, toArray(vote.choices));
        put(object);
    }
    void operator()(const payload::PollResult &result) const
    {
        QJsonObject object{
            {"counts"_L1, toArray(result.counts)}, {"votes"_L1, result.votes}, {"final"_L1, result.final}};
        if (result.texts) object.insert("texts"_L1, toArray(*result.texts));
        put(object);
    }
    void operator()(const payload::Timer &timer) const { put(toJson(timer)); }
    void operator()(const payload::Signal &signal) const { put(signal.data); }
    void operator()(const payload::RoomUpdate &update) const
    {
        QJsonObject object;
        if (update.name) object.insert("name"_L1, *update.name);
        if (update.talk) object.insert("talk"_L1, wireName(*update.talk));
        if (update.locked) object.insert("locked"_L1, *update.locked);
        put(object);
    }
    void operator()(const payload::HostAway &away) const { put({{"graceSeconds"_L1, away.graceSeconds}}); }
    void operator()(const payload::Kick &kick) const { put({{"ban"_L1, kick.ban}}); }
    void operator()(const payload::Refresh &refresh) const { put({{"token"_L1, refresh.token}}); }
    void operator()(const payload::Error &error) const
    {
        frame.insert("code"_L1, wireName(error.code));
        frame.insert(kMessage, error.text);
    }
    void operator()(const payload::Bye &bye) const
    {
        QJsonObject object{{"code"_L1, wireName(bye.code)}, {"reason"_L1, bye.reason}};
        if (bye.reconnectIn) object.insert("reconnectIn"_L1, *bye.reconnectIn);
        put(object);
    }
    void operator()(const payload::Welcome &welcome) const { put(toJson(welcome)); }

private:
    void put(const QJsonObject &object) const { frame.insert(kMessage, object); }
};

} // namespace

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
    if (reader.has("reason"_L1))
        person.reason = reader.name("reason"_L1, LeaveReason::Left,
                                    "left, timeout, kicked, closed or orphaned"_L1, fromString<LeaveReason>);
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
        break;
    }
    return result;
}

void writePayload(const Message &message, QJsonObject &frame)
{
    std::visit(PayloadWriter{message, frame}, message.payload);
}

} // namespace lectern
