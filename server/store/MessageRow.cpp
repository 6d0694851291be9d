// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/MessageRow.h"

#include "common/protocol/Codec.h"
#include "server/store/StoreLog.h"

#include <QtCore/QJsonDocument>

namespace lectern::messagerow {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMessage = "message"_L1;
constexpr auto kAttachment = "attachment"_L1;

QString bodyOf(const Message &message)
{
    const QJsonObject frame = toJson(message);
    QJsonObject body;
    for (const auto key : {kMessage, kAttachment})
        if (const QJsonValue value = frame.value(key); !value.isUndefined()) body.insert(key, value);
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QString searchTextOf(const Message &message)
{
    if (const auto *text = payloadOf<payload::Text>(message)) return sql::folded(text->text);
    if (const auto *poll = payloadOf<payload::Poll>(message)) return sql::folded(poll->question);
    return u""_s;
}

Payload emptyPayload(const Message &message)
{
    switch (message.type) {
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
        return payload::Text{};
    case MessageType::Poll:
        if (message.refers.isEmpty()) return payload::Poll{};
        return payload::PollClose{};
    case MessageType::PollResult:
        return payload::PollResult{};
    default:
        return {};
    }
}

void readBody(Message &message, const QString &body)
{
    QJsonObject frame = QJsonDocument::fromJson(body.toUtf8()).object();
    frame.insert("messageType"_L1, wireName(message.type));
    frame.insert("refers"_L1, message.refers);
    auto content = messageFromJson(frame);
    if (!content) {
        qCWarning(lcStore) << "stored message" << message.roomId << message.seq
                           << "cannot be read:" << content.error().detail;
        return;
    }
    message.payload = std::move(content->payload);
    message.attachment = std::move(content->attachment);
}

} // namespace

Message read(const QSqlQuery &row)
{
    Message message;
    message.roomId = row.value(0).toString();
    message.seq = row.value(1).toLongLong();
    message.id = row.value(2).toString();
    message.type = messageTypeFromString(row.value(3).toString()).value_or(MessageType::Send);
    message.sender = row.value(4).toString();
    message.senderType = fromString<PersonType>(row.value(5).toString()).value_or(PersonType::System);
    message.senderName = row.value(6).toString();
    message.targetType = fromString<TargetType>(row.value(7).toString()).value_or(TargetType::All);
    message.target = row.value(8).toString();
    message.ref = row.value(9).toString();
    message.refers = row.value(10).toString();
    message.sentAt = sql::toTime(row.value(11));
    message.payload = emptyPayload(message);
    const bool deleted = row.value(12).toBool();
    if (!deleted) readBody(message, row.value(13).toString());
    return message;
}

Result<int> insert(Sql &sql, const Message &message)
{
    return sql.execute(
        u"INSERT INTO message (room_id, seq, id, type, sender, sender_type, sender_name, target_type, "
        u"target, ref, "
        "refers, sent_at, attachment_id, body, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING"_s,
        {message.roomId, message.seq, message.id, QString(wireName(message.type)), message.sender,
         QString(wireName(message.senderType)), message.senderName, QString(wireName(message.targetType)),
         message.target, message.ref, message.refers, message.sentAt.toMSecsSinceEpoch(),
         message.attachment ? message.attachment->id : QString(), bodyOf(message),
         searchTextOf(message)});
}

Result<int> blank(Sql &sql, const QString &roomId, const QString &messageId)
{
    return sql.execute(
        u"UPDATE message SET deleted = 1, body = '', search_text = '' WHERE room_id = ? AND id = ?"_s,
        {roomId, messageId});
}

} // namespace lectern::messagerow
