// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/OutgoingMessage.h"

namespace lectern {

Message outgoingMessage(const QString &roomId, const TimelineEntry &entry)
{
    Message message;
    message.roomId = roomId;
    message.type = entry.type;
    message.payload = payload::Text{entry.text};
    message.attachment = entry.attachment;
    message.target = entry.target;
    message.targetType = entry.target.isEmpty() ? TargetType::All : TargetType::Student;
    return message;
}

Message deletionOf(const QString &roomId, const QString &messageId)
{
    Message message;
    message.roomId = roomId;
    message.type = MessageType::Delete;
    message.refers = messageId;
    return message;
}

} // namespace lectern
