// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"
#include "common/protocol/WireTime.h"

#include <QtCore/QByteArray>

namespace lectern {

/// Why a frame was not understood.
struct DecodeError
{
    Problem problem;
    bool malformed = false; ///< no JSON object at all: the contract closes the connection with 4400
    QString ref;            ///< the frame's own `ref`, where one could be read
};

/// What to do with the fields that only a server may set: room, sender, senderType, senderName, id, seq,
/// sentAt, replay.
enum class SenderClaims {
    Read,  ///< the frame comes from a server
    Ignore ///< it comes from a client: whatever stands there counts for nothing, not even as an error
};

/// Reads one frame (a JSON object in UTF-8) from either side. Unknown fields are ignored; a known field
/// of the wrong type, an unknown `messageType` and a `message` that does not fit it are errors.
/// Lengths are not judged. An error code that is not known (a newer server) reads as `internal`.
std::expected<Message, DecodeError> decode(QByteArrayView json, SenderClaims claims = SenderClaims::Read);

/// Writes a frame: compact JSON in UTF-8 on one line, the six fields that the contract shows first before all
/// others.
QByteArray encode(const Message &message);

/// The parts of frames that REST answers with, too.
QJsonObject toJson(const Participant &participant);
QJsonObject toJson(const Attachment &attachment);
QJsonObject toJson(const payload::Usage &usage);
Result<Participant> participantFromJson(const QJsonObject &object);
Result<Attachment> attachmentFromJson(const QJsonObject &object);
Result<Message> messageFromJson(const QJsonObject &object, SenderClaims claims = SenderClaims::Read);
/// What is not there, or no number, keeps the contract's default.
Limits limitsFromJson(const QJsonObject &object);

} // namespace lectern
