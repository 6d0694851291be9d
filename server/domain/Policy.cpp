// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Policy.h"

#include "common/protocol/PersonName.h"
#include "common/protocol/Ulid.h"

namespace lectern::policy {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxChoices = 20;

Result<void> checkText(const QString &text, int limit, QLatin1StringView where)
{
    if (text.contains(QChar::Null))
        return problem(ErrorCode::BadRequest, u"%1: expected no NUL character"_s.arg(where));
    if (text.size() <= limit) return {}; // without counting: characters are no more than units
    const auto length = codePoints(text);
    if (length <= limit) return {};
    return problem(ErrorCode::TextTooLong,
                   u"%1: expected at most %2 characters, got %3"_s.arg(where).arg(limit).arg(length));
}

Result<void> checkIds(const Message &message)
{
    constexpr qsizetype kLongest = 128;
    for (const auto &[name, id] :
         {std::pair{"ref"_L1, message.ref}, {"target"_L1, message.target}, {"refers"_L1, message.refers}})
        if ((id.size() > kLongest && codePoints(id) > kLongest) || id.contains(QChar::Null))
            return problem(ErrorCode::BadRequest,
                           u"%1: expected at most %2 characters, none of them NUL"_s.arg(name).arg(kLongest));
    return {};
}

template <typename T> Result<const T *> expect(const Message &message, QLatin1StringView what)
{
    if (const T *found = payloadOf<T>(message)) return found;
    return problem(ErrorCode::BadRequest, u"message: expected %1"_s.arg(what));
}

template <typename T> Result<void> check(const Message &message, QLatin1StringView what)
{
    if (auto found = expect<T>(message, what); !found) return std::unexpected(found.error());
    return {};
}

Result<void> checkPoll(const Message &message, const Limits &limits)
{
    if (payloadOf<payload::PollClose>(message)) return {};
    const auto poll = expect<payload::Poll>(message, "a poll"_L1);
    if (!poll) return std::unexpected(poll.error());
    const auto &[question, choices, multiple, anonymous, text] = **poll;
    if (question.trimmed().isEmpty())
        return problem(ErrorCode::BadRequest, u"message.question: expected a question"_s);
    if (!text && (choices.size() < 2 || choices.size() > kMaxChoices))
        return problem(ErrorCode::BadRequest,
                       u"message.choices: expected 2 to %1 choices"_s.arg(kMaxChoices));
    if (text && !choices.isEmpty())
        return problem(ErrorCode::BadRequest,
                       u"message.choices: expected none in a poll with text answers"_s);
    qsizetype length = codePoints(question);
    for (const auto &choice : choices)
        length += codePoints(choice);
    if (length > limits.text)
        return problem(ErrorCode::TextTooLong,
                       u"message: expected at most %1 characters in question and choices"_s.arg(limits.text));
    return {};
}

/// To all, one of the type `talk` is read as a text by the protocols that know nothing else.
Result<void> checkSignal(const Message &message, const Limits &limits)
{
    const auto signal = expect<payload::Signal>(message, "an object"_L1);
    if (!signal) return std::unexpected(signal.error());
    const QJsonObject &data = (*signal)->data;
    if (!message.target.isEmpty() || data.value("type"_L1) != "talk"_L1) return {};
    return checkText(data.value("data"_L1).toString(), limits.text, "message.data"_L1);
}

Result<void> checkPayload(const Message &message, const Limits &limits)
{
    switch (message.type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File: {
        const auto text = expect<payload::Text>(message, "a string"_L1);
        if (!text) return std::unexpected(text.error());
        if (message.type == MessageType::Send && (*text)->text.isEmpty())
            return problem(ErrorCode::BadRequest, u"message: expected a text that is not empty"_s);
        if (message.type != MessageType::Send && (!message.attachment || message.attachment->id.isEmpty()))
            return problem(ErrorCode::BadRequest, u"attachment.id: expected the id of an uploaded file"_s);
        return checkText((*text)->text, limits.text, "message"_L1);
    }
    case MessageType::Delete:
        if (message.refers.isEmpty())
            return problem(ErrorCode::BadRequest, u"refers: expected the id of the message to delete"_s);
        return {};
    case MessageType::Read:
        return check<payload::ReadMark>(message, "{\"lastReadMessage\": ID}"_L1);
    case MessageType::Hand:
        return check<payload::Hand>(message, "{\"raised\": true or false}"_L1);
    case MessageType::Reaction:
        return check<payload::Reaction>(message, "{\"kind\": ...}"_L1);
    case MessageType::Poll:
        return checkPoll(message, limits);
    case MessageType::Vote: {
        const auto vote = expect<payload::Vote>(message, "{\"choices\": [...]} or {\"text\": ...}"_L1);
        if (!vote) return std::unexpected(vote.error());
        if (message.refers.isEmpty())
            return problem(ErrorCode::BadRequest, u"refers: expected the id of the poll"_s);
        return checkText((*vote)->text.value_or(QString()), limits.text, "message.text"_L1);
    }
    case MessageType::Timer: {
        const auto timer = expect<payload::Timer>(message, "{\"endsAt\": TIME or null}"_L1);
        if (!timer) return std::unexpected(timer.error());
        return checkText((*timer)->label, limits.name, "message.label"_L1);
    }
    case MessageType::RoomUpdate:
        if (const auto *update = payloadOf<payload::RoomUpdate>(message); update && update->usage)
            return problem(ErrorCode::BadRequest, u"message.usage: is told by the server, not to it"_s);
        return {};
    case MessageType::Signal:
        return checkSignal(message, limits);
    case MessageType::Mute:
        return check<payload::Mute>(message, "{\"muted\": true or false}"_L1);
    case MessageType::Rename:
        return check<payload::Rename>(message, "{\"name\": ...} or {\"realName\": ...}"_L1);
    default:
        return {};
    }
}

// A student's word goes where the room's talk lets it; a teacher's where they say.
Result<void> address(Message &message, const RoomInfo &room, const Person &author)
{
    if (audienceOf(room, author.id, author.type) != PersonType::Student) return {};
    switch (room.talk) {
    case Talk::None:
        return problem(ErrorCode::TalkDisabled, u"students may not write in this room now"_s);
    case Talk::Teacher:
        message.targetType = TargetType::Teacher;
        if (message.target != room.ownerId) message.target.clear();
        return {};
    case Talk::All:
        return {};
    }
    return {};
}

} // namespace

Result<Message> authored(Message claim, const RoomInfo &room, const Person &author, const Limits &limits)
{
    if (auto allowed = maySend(claim.type, room, author); !allowed) return std::unexpected(allowed.error());
    if (auto fits = checkPayload(claim, limits); !fits) return std::unexpected(fits.error());
    if (auto fits = checkIds(claim); !fits) return std::unexpected(fits.error());

    Message message = std::move(claim);
    message.roomId = room.id;
    message.sender = author.id;
    message.senderName = author.name;
    message.senderType = author.type;
    message.id = newUlid();
    message.seq = 0;
    message.sentAt = QDateTime::currentDateTimeUtc();
    message.replay = false;

    switch (message.type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
        if (auto addressed = address(message, room, author); !addressed)
            return std::unexpected(addressed.error());
        break;
    case MessageType::Signal:
        // To one person it may always go; to all of them it is a way to talk.
        if (message.target.isEmpty())
            if (auto addressed = address(message, room, author); !addressed)
                return std::unexpected(addressed.error());
        break;
    case MessageType::Hand:
    case MessageType::Reaction:
    case MessageType::Read:
        message.targetType = TargetType::Teacher;
        break;
    case MessageType::Mute:
    case MessageType::Rename:
        message.targetType = TargetType::Teacher;
        break;
    case MessageType::Delete:
    case MessageType::Poll:
    case MessageType::Timer:
        message.targetType = TargetType::All;
        message.target.clear();
        break;
    default:
        break;
    }
    return message;
}

Result<void> maySend(MessageType type, const RoomInfo &room, const Person &author)
{
    switch (type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
    case MessageType::Delete:
    case MessageType::Read:
    case MessageType::Hand:
    case MessageType::Reaction:
    case MessageType::Vote:
    case MessageType::Signal:
    case MessageType::Refresh:
        return {};
    case MessageType::Poll:
    case MessageType::Timer:
    case MessageType::RoomUpdate:
    case MessageType::Kick:
    case MessageType::Mute:
    case MessageType::Rename:
    case MessageType::Close:
        if (isModerator(room, author)) return {};
        return problem(ErrorCode::Forbidden,
                       u"messageType: \"%1\" is the host's alone"_s.arg(wireName(type)));
    default:
        return problem(ErrorCode::UnknownType,
                       u"messageType: \"%1\" is sent by the server, not to it"_s.arg(wireName(type)));
    }
}

bool receives(const Message &message, const QString &personId, PersonType audience)
{
    if (message.sender == personId) return true;
    // A hand is the teachers' and its owner's, also when the host lowers it.
    if (message.type == MessageType::Hand || message.type == MessageType::Mute)
        return audience == PersonType::Teacher || message.target == personId;
    if (const auto *rename = payloadOf<payload::Rename>(message))
        return message.targetType == TargetType::All || audience == PersonType::Teacher ||
               (message.target == personId && rename->name);
    if (!message.target.isEmpty()) return message.target == personId;
    switch (message.targetType) {
    case TargetType::All:
        return true;
    case TargetType::Teacher:
        return audience == PersonType::Teacher;
    case TargetType::Student:
        return audience == PersonType::Student;
    }
    return false;
}

bool isLogged(MessageType type)
{
    switch (type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
    case MessageType::Delete:
    case MessageType::Attachment:
    case MessageType::Poll:
    case MessageType::PollResult:
        return true;
    default:
        return false;
    }
}

bool amends(MessageType type)
{
    return type == MessageType::Delete || type == MessageType::Attachment;
}

bool erases(const Message &message)
{
    return message.type == MessageType::Delete && message.senderType == PersonType::System &&
           isUserId(message.refers);
}

bool isOwner(const RoomInfo &room, const Person &person)
{
    return !person.id.isEmpty() && room.ownerId == person.id;
}

bool isModerator(const RoomInfo &room, const Person &person)
{
    return isOwner(room, person) || room.isAssistant(person.id);
}

PersonType audienceOf(const RoomInfo &room, const QString &personId, PersonType type)
{
    return room.isAssistant(personId) ? PersonType::Teacher : type;
}

bool isTalk(const Message &message)
{
    switch (message.type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
        return true;
    case MessageType::Signal:
        return message.target.isEmpty();
    default:
        return false;
    }
}

Result<void> mayRule(const RoomInfo &room, const Person &by, const QString &personId)
{
    if (personId == room.ownerId) return problem(ErrorCode::Forbidden, u"target: is the host"_s);
    if (room.isAssistant(personId) && !isOwner(room, by))
        return problem(ErrorCode::Forbidden, u"target: is an assistant, the host's alone to decide on"_s);
    return {};
}

} // namespace lectern::policy
