// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PayloadWriter.h"

#include "common/protocol/Codec.h"

#include <QtCore/QJsonArray>

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
                       {"names"_L1, wireName(welcome.names)},
                       {"assistants"_L1, toArray(welcome.assistants)},
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

void writePayload(const Message &message, QJsonObject &frame)
{
    std::visit(PayloadWriter{message, frame}, message.payload);
}

} // namespace lectern
