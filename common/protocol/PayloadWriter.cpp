// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PayloadWriter.h"

#include "common/protocol/Codec.h"
#include "common/protocol/ObjectText.h"
#include "common/protocol/ParticipantsText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMessage = "message"_L1;
constexpr auto kParticipants = "participants"_L1;

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

QJsonArray readMarksToJson(const QList<Participant> &people)
{
    QJsonArray array;
    for (const Participant &person : people)
        array.append(QJsonObject{{"id"_L1, person.id},
                                 {"lastReadMessage"_L1, person.lastReadMessage},
                                 {"seq"_L1, person.readSeq.value_or(0)}});
    return array;
}

void write(QByteArray &out, const payload::Host &host)
{
    ObjectText object(out);
    object.put("id"_L1, host.id);
    object.put("name"_L1, host.name);
    object.put("online"_L1, host.online);
    object.end();
}

/// The options of --set, by the same names.
void write(QByteArray &out, const Limits &limits)
{
    ObjectText object(out);
    object.put("text"_L1, qint64(limits.text));
    object.put("frame"_L1, qint64(limits.frame));
    object.put("name"_L1, qint64(limits.name));
    object.put("file"_L1, qint64(limits.file));
    object.putReal("rate"_L1, limits.rate);
    object.putReal("burst"_L1, limits.burst);
    object.put("participants"_L1, qint64(limits.participants));
    object.put("rooms_per_user"_L1, qint64(limits.roomsPerUser));
    object.put("queue"_L1, qint64(limits.queue));
    object.put("connections"_L1, qint64(limits.connections));
    object.putReal("recovery"_L1, limits.recovery);
    object.putReal("ping_interval"_L1, limits.pingInterval);
    object.putReal("ping_timeout"_L1, limits.pingTimeout);
    object.putReal("head_timeout"_L1, limits.headTimeout);
    object.put("body"_L1, qint64(limits.body));
    object.put("room_bytes"_L1, qint64(limits.roomBytes));
    object.put("system_bytes"_L1, qint64(limits.systemBytes));
    object.end();
}

QByteArray toText(const QJsonArray &array)
{
    if (array.isEmpty()) return "[]"_ba; // as in nearly every welcome
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QByteArray toText(const QList<payload::OpenPoll> &open)
{
    QJsonArray polls;
    for (const payload::OpenPoll &each : open) {
        QJsonObject poll = toJson(each.poll);
        poll.insert("id"_L1, each.id);
        polls.append(poll);
    }
    return toText(polls);
}

void write(QByteArray &out, const payload::Welcome &welcome)
{
    ObjectText object(out);
    ObjectText self(object.begin("self"_L1));
    self.put("id"_L1, welcome.selfId);
    self.put("name"_L1, welcome.selfName);
    self.putName("type"_L1, wireName(welcome.selfType));
    self.end();
    object.put("roomName"_L1, welcome.roomName);
    object.putName("kind"_L1, wireName(welcome.kind));
    object.putName("talk"_L1, wireName(welcome.talk));
    object.put("locked"_L1, welcome.locked);
    object.putName("names"_L1, wireName(welcome.names));
    object.begin("assistants"_L1).append(toText(toArray(welcome.assistants)));
    if (welcome.host)
        write(object.begin("host"_L1), *welcome.host);
    else
        object.putNull("host"_L1);
    object.begin(kParticipants).append(participantsText(welcome.participants));
    object.begin("openPolls"_L1).append(toText(welcome.openPolls));
    object.put("epoch"_L1, welcome.epoch);
    object.put("lastSeq"_L1, welcome.lastSeq);
    object.put("lastReadMessage"_L1, welcome.lastReadMessage);
    object.put("unread"_L1, qint64(welcome.unread));
    object.put("recovered"_L1, welcome.recovered);
    write(object.begin("limits"_L1), welcome.limits);
    if (welcome.timer) object.put("timer"_L1, toJson(*welcome.timer));
    object.end();
}

/// Puts a payload into its frame.
struct PayloadWriter
{
    const Message &message;
    ObjectText &frame;

    void operator()(std::monostate) const {}
    void operator()(const payload::Text &text) const { frame.put(kMessage, text.text); }
    void operator()(const payload::People &people) const
    {
        if (message.type == MessageType::Read)
            return put({{kParticipants, readMarksToJson(people.participants)}});
        ObjectText object(frame.begin(kMessage));
        object.begin(kParticipants).append(participantsText(people.participants));
        object.end();
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
        if (update.names) object.insert("names"_L1, wireName(*update.names));
        if (update.assistants) object.insert("assistants"_L1, toArray(*update.assistants));
        if (update.host) object.insert("host"_L1, *update.host);
        if (update.usage) object.insert("usage"_L1, lectern::toJson(*update.usage));
        put(object);
    }
    void operator()(const payload::HostAway &away) const { put({{"graceSeconds"_L1, away.graceSeconds}}); }
    void operator()(const payload::Kick &kick) const { put({{"ban"_L1, kick.ban}}); }
    void operator()(const payload::Mute &mute) const { put({{"muted"_L1, mute.muted}}); }
    void operator()(const payload::Rename &rename) const
    {
        QJsonObject object;
        if (rename.name) object.insert("name"_L1, *rename.name);
        if (rename.realName) object.insert("realName"_L1, *rename.realName);
        put(object);
    }
    void operator()(const payload::Refresh &refresh) const { put({{"token"_L1, refresh.token}}); }
    void operator()(const payload::Error &error) const
    {
        frame.put(kMessage, error.text);
        frame.putName("code"_L1, wireName(error.code));
    }
    void operator()(const payload::Bye &bye) const
    {
        QJsonObject object{{"code"_L1, wireName(bye.code)}, {"reason"_L1, bye.reason}};
        if (bye.reconnectIn) object.insert("reconnectIn"_L1, *bye.reconnectIn);
        put(object);
    }
    void operator()(const payload::Welcome &welcome) const { write(frame.begin(kMessage), welcome); }

private:
    void put(const QJsonObject &object) const { frame.put(kMessage, object); }
};

} // namespace

void writePayload(const Message &message, ObjectText &frame)
{
    std::visit(PayloadWriter{message, frame}, message.payload);
}

} // namespace lectern
