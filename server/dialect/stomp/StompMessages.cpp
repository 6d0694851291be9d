// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompMessages.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Ulid.h"
#include "server/dialect/Conversation.h"
#include "server/dialect/Slots.h"
#include "server/dialect/stomp/StompSaying.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kIdHeader("message-id:");

/// Neither rooms' codes nor ids have characters that any version escapes.
QByteArray tail(const QString &roomId, const QString &messageId, const QJsonObject &content)
{
    const QByteArray body = QJsonDocument(content).toJson(QJsonDocument::Compact);
    return kIdHeader.toByteArray() + messageId.toUtf8() + "\ndestination:" + topicOf(roomId).toUtf8() +
           "\ncontent-type:application/json\ncontent-length:" + QByteArray::number(body.size()) + "\n\n" +
           body + '\0';
}

QJsonObject content(QLatin1StringView type, const Message &message)
{
    return {{u"type"_s, type},
            {u"roomId"_s, message.roomId},
            {u"sender"_s, message.sender},
            {u"senderName"_s, message.senderName},
            {u"message"_s, QString()},
            {u"id"_s, message.id},
            {u"seq"_s, message.seq}};
}

QByteArray movement(const Message &message, bool joined)
{
    const auto *people = payloadOf<payload::People>(message);
    if (!people) return {};
    QByteArray tails;
    int n = 0;
    for (const Participant &person : people->participants) {
        QJsonObject body = content(joined ? "JOIN"_L1 : "LEAVE"_L1, message);
        const QString id =
            people->participants.size() == 1 ? message.id : u"%1.%2"_s.arg(message.id).arg(++n);
        body[u"id"] = id;
        body[u"sender"] = person.id;
        body[u"senderName"] = person.name;
        body[u"message"] = joined ? enteredSentence(person.name) : leftSentence(person.name);
        if (person.reason) body[u"reason"] = wireName(*person.reason);
        tails += tail(message.roomId, id, body);
    }
    return tails;
}

QByteArray talk(const Message &message)
{
    QJsonObject body = content("TALK"_L1, message);
    body[u"message"] = spokenText(message);
    if (message.attachment) body[u"attachment"] = toJson(*message.attachment);
    // The end of an upload: the same message once more, now with all that its attachment has.
    if (message.type == MessageType::Attachment) body[u"id"] = message.refers;
    return tail(message.roomId, message.id, body);
}

QByteArray deletion(const Message &message)
{
    QJsonObject body = content("DELETE"_L1, message);
    body[u"id"] = message.refers;
    return tail(message.roomId, message.id, body);
}

QByteArray makeTails(const Message &message)
{
    switch (happeningIn(message).value_or(Happening::Talk)) {
    case Happening::Join:
        return movement(message, true);
    case Happening::Leave:
        return movement(message, false);
    case Happening::Talk:
        return talk(message);
    case Happening::Delete:
        return deletion(message);
    }
    return {};
}

} // namespace

StompTail StompTail::of(QByteArrayView bytes)
{
    return {bytes.sliced(kIdHeader.size(), bytes.indexOf('\n') - kIdHeader.size()), bytes};
}

QList<StompTail> tailsOf(const EnvelopePtr &envelope)
{
    if (!happeningIn(envelope->message())) return {};
    QByteArray &all = envelope->encoding(slot::kStompTails);
    if (all.isNull()) all = makeTails(envelope->message());
    QList<StompTail> tails;
    // JSON has no NUL: each ends a frame.
    for (qsizetype begin = 0; begin < all.size();) {
        const qsizetype end = all.indexOf('\0', begin) + 1;
        tails.append(StompTail::of(QByteArrayView(all).sliced(begin, end - begin)));
        begin = end;
    }
    return tails;
}

QByteArray farewellTail(const QString &roomId, const Person &self, ErrorCode why, const QString &reason)
{
    const QString id = newUlid();
    return tail(roomId, id,
                {{u"type"_s, u"LEAVE"_s},
                 {u"roomId"_s, roomId},
                 {u"sender"_s, self.id},
                 {u"senderName"_s, self.name},
                 {u"message"_s, reason},
                 {u"reason"_s, wireName(why)},
                 {u"id"_s, id},
                 {u"seq"_s, 0}});
}

} // namespace lectern
