// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/MessageRow.h"

#include "common/protocol/Codec.h"
#include "common/protocol/JsonText.h"
#include "common/protocol/ObjectText.h"
#include "common/protocol/PayloadWriter.h"
#include "common/protocol/Utf8.h"
#include "server/store/EvidenceChain.h"
#include "server/store/SearchTerms.h"
#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QString bodyOf(const Message &message)
{
    QByteArray text;
    ObjectText body(text);
    writePayload(message, body);
    if (message.attachment) body.put("attachment"_L1, toJson(*message.attachment));
    body.end();
    // What SQLite hands out as UTF-16 has neither of these two: the digest would be another's.
    if (text.contains('\xef')) text.replace("\xef\xbf\xbe", "\\ufffe").replace("\xef\xbf\xbf", "\\uffff");
    return QString::fromUtf8(text);
}

QString searchTextOf(const Message &message)
{
    if (message.type == MessageType::Attachment) return {}; // the message that it tells of is found
    const auto *text = payloadOf<payload::Text>(message);
    if (text && !message.attachment) return searchterms::searchable(text->text);
    QStringList parts;
    if (text) parts += text->text;
    if (const auto *poll = payloadOf<payload::Poll>(message))
        parts = QStringList{poll->question} + poll->choices;
    if (message.attachment) parts += message.attachment->name;
    return searchterms::searchable(parts.join(u'\n'));
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
    QJsonObject frame = readJson(body.toUtf8()).object();
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

MessageRow MessageRow::read(const SqlRow &row)
{
    MessageRow read;
    read.roomId = row.value(0).toString();
    read.seq = row.value(1).toLongLong();
    read.id = row.value(2).toString();
    read.type = row.value(3).toString();
    read.sender = row.value(4).toString();
    read.senderType = row.value(5).toString();
    read.senderName = row.value(6).toString();
    read.targetType = row.value(7).toString();
    read.target = row.value(8).toString();
    read.ref = row.value(9).toString();
    read.refers = row.value(10).toString();
    read.sentAt = row.value(11).toLongLong();
    read.deleted = row.value(12).toBool();
    read.body = row.value(13).toString();
    read.hash = row.value(14).toString();
    return read;
}

MessageRow MessageRow::of(const Message &message)
{
    MessageRow row;
    row.roomId = message.roomId;
    row.seq = message.seq;
    row.id = message.id;
    row.type = wireName(message.type);
    row.sender = message.sender;
    row.senderType = wireName(message.senderType);
    row.senderName = message.senderName;
    row.targetType = wireName(message.targetType);
    row.target = message.target;
    row.ref = message.ref;
    row.refers = message.refers;
    row.sentAt = message.sentAt.toMSecsSinceEpoch();
    row.body = bodyOf(message);
    if (message.attachment) row.attachmentId = message.attachment->id;
    row.searchText = searchTextOf(message);
    return row;
}

Message MessageRow::message() const
{
    Message message;
    message.roomId = roomId;
    message.seq = seq;
    message.id = id;
    message.type = messageTypeFromString(type).value_or(MessageType::Send);
    message.sender = sender;
    message.senderType = fromString<PersonType>(senderType).value_or(PersonType::System);
    message.senderName = senderName;
    message.targetType = fromString<TargetType>(targetType).value_or(TargetType::All);
    message.target = target;
    message.ref = ref;
    message.refers = refers;
    message.sentAt = QDateTime::fromMSecsSinceEpoch(sentAt, Qt::UTC);
    message.payload = emptyPayload(message);
    if (!deleted) readBody(message, body);
    return message;
}

void MessageRow::blank()
{
    body = evidence::digestOf(*this);
    deleted = true;
    attachmentId.clear();
    searchText.clear();
}

qint64 MessageRow::bytes() const
{
    return utf8::sizeOf(body);
}

} // namespace lectern
