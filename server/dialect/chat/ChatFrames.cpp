// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/chat/ChatFrames.h"

#include "common/protocol/Codec.h"
#include "common/protocol/JsonReader.h"
#include "common/protocol/JsonText.h"
#include "common/protocol/RoomCode.h"
#include "common/protocol/Ulid.h"
#include "server/dialect/Conversation.h"
#include "server/dialect/Slots.h"
#include "server/transport/Frame.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Begins the `ref` of what was plain text: it tells the other nodes, too.
constexpr auto kPlain = "plain."_L1;

std::optional<ChatWish::Type> typeOf(QStringView name)
{
    if (name == "ENTER"_L1) return ChatWish::Type::Enter;
    if (name == "TALK"_L1) return ChatWish::Type::Talk;
    if (name == "LEAVE"_L1) return ChatWish::Type::Leave;
    return std::nullopt;
}

QByteArray ready(const QJsonObject &object)
{
    return textFrame(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject content(QLatin1StringView type, const QString &roomId, const QString &sender,
                    const QString &message)
{
    return {{u"type"_s, type}, {u"roomId"_s, roomId}, {u"sender"_s, sender}, {u"message"_s, message}};
}

QByteArray movements(const Message &message, bool joined)
{
    const auto *people = payloadOf<payload::People>(message);
    if (!people) return {};
    QByteArray frames;
    for (const Participant &participant : people->participants) {
        const Person person{participant.id, participant.name, participant.type};
        frames += joined ? enterFrame(message.roomId, person) : leaveFrame(message.roomId, person);
    }
    return frames;
}

QByteArray talk(const Message &message)
{
    const QString text = spokenText(message);
    if (message.ref.startsWith(kPlain)) return textFrame(text.toUtf8());
    QJsonObject object = content("TALK"_L1, message.roomId, message.senderName, text);
    if (message.attachment) {
        if (text.isEmpty()) object[u"message"] = message.attachment->name;
        object[u"attachment"] = toJson(*message.attachment);
    }
    return ready(object);
}

QByteArray makeFrames(const Message &message)
{
    switch (happeningIn(message).value_or(Happening::Delete)) {
    case Happening::Join:
        return movements(message, true);
    case Happening::Leave:
        return movements(message, false);
    case Happening::Talk:
        return talk(message);
    case Happening::Delete: // has no name here
        break;
    }
    return QByteArray("");
}

} // namespace

Result<std::variant<ChatWish, QString>> chatInput(const QByteArray &utf8)
{
    using Input = std::variant<ChatWish, QString>;
    const auto json = readJson(utf8);
    if (!json.isObject()) return Input(QString::fromUtf8(utf8));
    JsonReader reader(json.object());
    ChatWish wish;
    if (!reader.has("type"_L1)) reader.fail("type"_L1, "ENTER, TALK or LEAVE"_L1);
    wish.type = reader.name("type"_L1, ChatWish::Type::Talk, "ENTER, TALK or LEAVE"_L1, typeOf);
    const QString address = reader.requiredString("roomId"_L1);
    wish.sender = reader.string("sender"_L1);
    wish.message = reader.string("message"_L1);
    if (!reader.ok()) return std::unexpected(reader.misfit());
    wish.roomId = roomcode::addressed(address);
    if (wish.roomId.isEmpty())
        return problem(ErrorCode::RoomNotFound,
                       u"roomId: expected a room's code of six letters, got \"%1\""_s.arg(address));
    return Input(wish);
}

Message chatMessage(const QString &text)
{
    Message message;
    message.type = MessageType::Send;
    message.targetType = TargetType::All;
    message.payload = payload::Text{text};
    return message;
}

Message plainMessage(const QString &text)
{
    Message message = chatMessage(text);
    message.ref = kPlain + newUlid();
    return message;
}

QByteArray chatFrames(const EnvelopePtr &envelope)
{
    QByteArray &frames = envelope->encoding(slot::kChatFrames);
    if (frames.isNull()) frames = makeFrames(envelope->message());
    return frames;
}

QByteArray enterFrame(const QString &roomId, const Person &self)
{
    return ready(content("ENTER"_L1, roomId, self.name, enteredSentence(self.name)));
}

QByteArray leaveFrame(const QString &roomId, const Person &self)
{
    return farewellFrame(roomId, self, leftSentence(self.name));
}

QByteArray farewellFrame(const QString &roomId, const Person &self, const QString &reason)
{
    return ready(content("LEAVE"_L1, roomId, self.name, reason));
}

QByteArray errorFrame(const QString &roomId, const Problem &problem, std::optional<double> reconnectIn)
{
    QJsonObject object = content("ERROR"_L1, roomId, u"system"_s, problem.detail);
    object[u"code"] = wireName(problem.code);
    if (reconnectIn) object[u"reconnectIn"] = *reconnectIn;
    return ready(object);
}

} // namespace lectern
