// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/relay/RelayFrames.h"

#include "common/protocol/Codec.h"
#include "common/protocol/JsonReader.h"
#include "common/protocol/JsonText.h"
#include "common/protocol/PayloadReader.h"
#include "server/dialect/Conversation.h"
#include "server/dialect/Slots.h"
#include "server/transport/Frame.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kAll = "all"_L1;

QByteArray ready(const QJsonObject &object)
{
    return textFrame(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString receiverOf(const Message &message)
{
    return message.target.isEmpty() ? QString(kAll) : message.target;
}

QByteArray newcomers(const Message &message)
{
    QByteArray frames;
    if (const auto *people = payloadOf<payload::People>(message))
        for (const Participant &person : people->participants)
            frames += ready({{u"type"_s, u"new"_s}, {u"sender"_s, person.id}, {u"receiver"_s, kAll}});
    return frames;
}

QByteArray leavers(const Message &message)
{
    QByteArray frames;
    if (const auto *people = payloadOf<payload::People>(message))
        for (const Participant &person : people->participants)
            frames += relayCloseFrame(person.id);
    return frames;
}

QByteArray signal(const Message &message)
{
    QJsonObject object = payloadOf<payload::Signal>(message)->data;
    if (!object.contains("type"_L1)) object[u"type"] = u"signal"_s;
    object[u"sender"] = message.sender;
    object[u"receiver"] = receiverOf(message);
    return ready(object);
}

QByteArray talk(const Message &message)
{
    QJsonObject object{{u"type"_s, u"talk"_s},
                       {u"sender"_s, message.sender},
                       {u"receiver"_s, receiverOf(message)},
                       {u"data"_s, spokenText(message)}};
    if (message.attachment) object[u"attachment"] = toJson(*message.attachment);
    return ready(object);
}

QByteArray makeFrames(const Message &message)
{
    if (payloadOf<payload::Signal>(message)) return signal(message);
    switch (happeningIn(message).value_or(Happening::Delete)) {
    case Happening::Join:
        return newcomers(message);
    case Happening::Leave:
        return leavers(message);
    case Happening::Talk:
        return talk(message);
    case Happening::Delete: // has no name here
        break;
    }
    return QByteArray("");
}

} // namespace

std::expected<Message, DecodeError> relayInput(const QByteArray &utf8, const QString &sender)
{
    const auto json = readJson(utf8);
    if (!json.isObject())
        return std::unexpected(DecodeError{
            .problem = {ErrorCode::BadRequest, u"expected a JSON object"_s}, .malformed = true, .ref = {}});
    QJsonObject object = json.object();
    JsonReader reader(object);
    const QString receiver = reader.isNull("receiver"_L1) ? QString() : reader.identifier("receiver"_L1);
    if (!isWellFormed(object))
        reader.fail({ErrorCode::BadRequest, u"expected well-formed Unicode (no lone surrogates)"_s});
    if (!reader.ok())
        return std::unexpected(DecodeError{.problem = reader.misfit(), .malformed = false, .ref = {}});
    object[u"sender"] = sender;

    Message message;
    message.type = MessageType::Signal;
    message.target = receiver == kAll ? QString() : receiver;
    message.payload = payload::Signal{object};
    return message;
}

QByteArray relayFrames(const EnvelopePtr &envelope)
{
    QByteArray &frames = envelope->encoding(slot::kRelayFrames);
    if (frames.isNull()) frames = makeFrames(envelope->message());
    return frames;
}

QByteArray relayCloseFrame(const QString &sender)
{
    return ready({{u"type"_s, u"close"_s}, {u"sender"_s, sender}});
}

QByteArray relayErrorFrame(const Problem &problem, std::optional<double> reconnectIn)
{
    QJsonObject object{
        {u"type"_s, u"error"_s}, {u"code"_s, wireName(problem.code)}, {u"message"_s, problem.detail}};
    if (reconnectIn) object[u"reconnectIn"] = *reconnectIn;
    return ready(object);
}

} // namespace lectern
