// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>

namespace lectern {

/// Why a frame was not understood.
struct DecodeError
{
    Problem problem;
    bool malformed = false; ///< no JSON object at all: the contract closes the connection with 4400
    QString ref;            ///< the frame's own `ref`, where one could be read
};

/// Reads one frame (a JSON object in UTF-8) from either side. Unknown fields are ignored; a known field
/// of the wrong type, an unknown `messageType` and a `message` that does not fit it are errors.
/// Claims of the sender (room, sender, id, seq ...) are read too: who trusts them decides the caller.
std::expected<Message, DecodeError> decode(QByteArrayView json);

/// Writes a frame: compact JSON in UTF-8. Times are ISO 8601 UTC with milliseconds.
QByteArray encode(const Message &message);

/// The parts of frames that REST answers with, too.
QJsonObject toJson(const Message &message);
QJsonObject toJson(const Participant &participant);
QJsonObject toJson(const Attachment &attachment);
QJsonObject toJson(const Limits &limits);
Result<Participant> participantFromJson(const QJsonObject &object);
Result<Attachment> attachmentFromJson(const QJsonObject &object);
Result<Message> messageFromJson(const QJsonObject &object);
Limits limitsFromJson(const QJsonObject &object);

/// Times on the wire: ISO 8601, UTC, milliseconds, "Z".
QString timeToString(const QDateTime &time);
/// Invalid for anything that is no such time.
QDateTime timeFromString(const QString &text);

} // namespace lectern
