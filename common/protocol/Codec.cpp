// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"

#include "common/protocol/JsonText.h"
#include "common/protocol/PayloadReader.h"
#include "common/protocol/RoomCode.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Attachment readAttachment(JsonReader &reader)
{
    return {.id = reader.requiredString("id"_L1),
            .name = reader.string("name"_L1),
            .contentType = reader.string("contentType"_L1),
            .state = reader.name("state"_L1, AttachmentState::Ready, "uploading, ready or failed"_L1,
                                 fromString<AttachmentState>),
            .size = reader.integer("size"_L1, 0),
            .sha256 = reader.string("sha256"_L1),
            .url = reader.string("url"_L1),
            .width = reader.smallInteger("width"_L1, 0),
            .height = reader.smallInteger("height"_L1, 0)};
}

void readClaims(JsonReader &frame, Message &message)
{
    const QString room = frame.string("room"_L1);
    message.roomId = room.startsWith(roomcode::kWirePrefix) ? room.mid(roomcode::kWirePrefix.size()) : room;
    message.senderType = frame.name("senderType"_L1, PersonType::System, "teacher, student or system"_L1,
                                    fromString<PersonType>);
    message.sender = frame.string("sender"_L1);
    message.senderName = frame.string("senderName"_L1);
    message.id = frame.string("id"_L1);
    message.seq = frame.integer("seq"_L1, 0);
    message.sentAt = frame.time("sentAt"_L1);
    message.replay = frame.boolean("replay"_L1, false);
}

/// The fields beside `message` without which a frame of that type means nothing.
void checkCompany(JsonReader &frame, const Message &message)
{
    switch (message.type) {
    case MessageType::Image:
    case MessageType::File:
        if (!message.attachment) frame.fail("attachment"_L1, "an object with the id of an upload"_L1);
        break;
    case MessageType::Attachment:
        if (!message.attachment) frame.fail("attachment"_L1, "an object with the id of an upload"_L1);
        [[fallthrough]];
    case MessageType::Delete:
    case MessageType::Vote:
    case MessageType::PollResult:
        if (message.refers.isEmpty()) frame.fail("refers"_L1, "the id of a message"_L1);
        break;
    case MessageType::Kick:
    case MessageType::Mute:
    case MessageType::Rename:
        if (message.target.isEmpty()) frame.fail("target"_L1, "the id of a person"_L1);
        break;
    default:
        break;
    }
}

template <typename T, typename Read> Result<T> readWhole(const QJsonObject &object, Read read)
{
    JsonReader reader(object);
    T value = read(reader);
    if (!reader.ok()) return std::unexpected(reader.misfit());
    return value;
}

bool isServersOwn(MessageType type)
{
    switch (type) {
    case MessageType::Welcome:
    case MessageType::Join:
    case MessageType::Leave:
    case MessageType::PollResult:
    case MessageType::HostAway:
    case MessageType::HostBack:
    case MessageType::Ack:
    case MessageType::Error:
    case MessageType::Bye:
    case MessageType::Attachment:
        return true;
    default:
        return false;
    }
}

Result<Message> messageFrom(const JsonNode &object, SenderClaims claims)
{
    JsonReader frame(object);
    const QString typeName = frame.requiredString("messageType"_L1);
    if (!frame.ok()) return std::unexpected(frame.misfit());
    const auto type = messageTypeFromString(typeName);
    if (!type)
        return problem(ErrorCode::UnknownType, u"messageType: unknown type \"%1\""_s.arg(typeName.left(40)));
    if (claims == SenderClaims::Ignore && isServersOwn(*type))
        return problem(ErrorCode::UnknownType,
                       u"messageType: \"%1\" is sent by the server, not to it"_s.arg(typeName));

    Message message;
    message.type = *type;
    if (claims == SenderClaims::Read) readClaims(frame, message);
    message.targetType =
        frame.name("targetType"_L1, TargetType::All, "all, teacher or student"_L1, fromString<TargetType>);
    message.target = frame.identifier("target"_L1);
    message.ref = frame.identifier("ref"_L1);
    message.refers = frame.identifier("refers"_L1);
    if (frame.has("attachment"_L1))
        frame.within("attachment"_L1, [&](JsonReader &part) { message.attachment = readAttachment(part); });
    message.payload = readPayload(*type, frame);
    checkCompany(frame, message);
    if (!frame.ok()) return std::unexpected(frame.misfit());
    return message;
}

std::expected<Message, DecodeError> decoded(const JsonNode &frame, SenderClaims claims)
{
    auto message = messageFrom(frame, claims);
    if (message) return *std::move(message);
    return std::unexpected(
        DecodeError{.problem = message.error(), .malformed = false, .ref = frame.member("ref"_L1).text()});
}

} // namespace

std::expected<Message, DecodeError> decode(QByteArrayView json, SenderClaims claims)
{
    // Keeps its buffers from frame to frame: some ten times the longest one.
    static thread_local simdjson::dom::parser parser;
    simdjson::dom::element frame;
    if (!json.isEmpty() &&
        parser.parse(json.data(), static_cast<std::size_t>(json.size())).get(frame) == simdjson::SUCCESS &&
        frame.is_object())
        return decoded(frame, claims);

    // Qt takes a little more (lone surrogates, which have an error of their own), and says where a text
    // breaks.
    QJsonParseError error;
    const auto document = readJson(QByteArray::fromRawData(json.data(), json.size()), &error);
    if (document.isObject()) return decoded(QJsonValue(document.object()), claims);
    const QString why =
        error.error == QJsonParseError::NoError
            ? u"expected a JSON object"_s
            : u"expected a JSON object: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset);
    return std::unexpected(
        DecodeError{.problem = {ErrorCode::BadRequest, why}, .malformed = true, .ref = {}});
}

Result<Message> messageFromJson(const QJsonObject &object, SenderClaims claims)
{
    return messageFrom(QJsonValue(object), claims);
}

QJsonObject toJson(const Participant &person)
{
    QJsonObject object{{"id"_L1, person.id},
                       {"name"_L1, person.name},
                       {"type"_L1, wireName(person.type)},
                       {"serverId"_L1, person.serverId},
                       {"online"_L1, person.online},
                       {"lastReadMessage"_L1, person.lastReadMessage},
                       {"handRaisedAt"_L1, QJsonValue::Null}};
    if (person.joinedAt.isValid()) object.insert("joinedAt"_L1, timeToString(person.joinedAt));
    if (person.handRaisedAt.isValid()) object.insert("handRaisedAt"_L1, timeToString(person.handRaisedAt));
    if (person.reason) object.insert("reason"_L1, wireName(*person.reason));
    if (person.readSeq) object.insert("seq"_L1, *person.readSeq);
    if (person.muted) object.insert("muted"_L1, true);
    if (!person.realName.isEmpty()) object.insert("realName"_L1, person.realName);
    if (person.via) object.insert("via"_L1, wireName(*person.via));
    if (!person.agent.isEmpty()) object.insert("agent"_L1, person.agent);
    return object;
}

QJsonObject toJson(const Attachment &attachment)
{
    QJsonObject object{{"id"_L1, attachment.id}, {"state"_L1, wireName(attachment.state)}};
    const auto put = [&object](QLatin1StringView key, const QString &text) {
        if (!text.isEmpty()) object.insert(key, text);
    };
    put("name"_L1, attachment.name);
    put("contentType"_L1, attachment.contentType);
    // A client names an upload by its id alone; only a complete one may be truly empty.
    if (attachment.size > 0 || !attachment.sha256.isEmpty()) object.insert("size"_L1, attachment.size);
    put("sha256"_L1, attachment.sha256);
    put("url"_L1, attachment.url);
    if (attachment.width > 0) object.insert("width"_L1, attachment.width);
    if (attachment.height > 0) object.insert("height"_L1, attachment.height);
    return object;
}

QJsonObject toJson(const payload::Usage &usage)
{
    return {{"bytes"_L1, usage.bytes}, {"limit"_L1, usage.limit}};
}

Result<Participant> participantFromJson(const QJsonObject &object)
{
    return readWhole<Participant>(object, readParticipant);
}

Result<Attachment> attachmentFromJson(const QJsonObject &object)
{
    return readWhole<Attachment>(object, readAttachment);
}

Limits limitsFromJson(const QJsonObject &object)
{
    const Limits defaults;
    const auto small = [&](QLatin1StringView key, int fallback) { return object.value(key).toInt(fallback); };
    const auto large = [&](QLatin1StringView key, qint64 fallback) {
        return object.value(key).toInteger(fallback);
    };
    const auto real = [&](QLatin1StringView key, double fallback) {
        return object.value(key).toDouble(fallback);
    };
    return {.text = small("text"_L1, defaults.text),
            .frame = large("frame"_L1, defaults.frame),
            .name = small("name"_L1, defaults.name),
            .file = large("file"_L1, defaults.file),
            .rate = real("rate"_L1, defaults.rate),
            .burst = real("burst"_L1, defaults.burst),
            .participants = small("participants"_L1, defaults.participants),
            .roomsPerUser = small("rooms_per_user"_L1, defaults.roomsPerUser),
            .queue = large("queue"_L1, defaults.queue),
            .connections = small("connections"_L1, defaults.connections),
            .recovery = small("recovery"_L1, defaults.recovery),
            .pingInterval = real("ping_interval"_L1, defaults.pingInterval),
            .pingTimeout = real("ping_timeout"_L1, defaults.pingTimeout),
            .headTimeout = real("head_timeout"_L1, defaults.headTimeout),
            .body = large("body"_L1, defaults.body),
            .roomBytes = large("room_bytes"_L1, defaults.roomBytes),
            .systemBytes = large("system_bytes"_L1, defaults.systemBytes)};
}

} // namespace lectern
