// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "common/protocol/Problem.h"
#include "server/domain/Person.h"

#include <variant>

namespace lectern {

/// `{"type":"ENTER"|"TALK"|"LEAVE","roomId","sender","message"}`, as a client says it.
struct ChatWish
{
    enum class Type { Enter, Talk, Leave };

    Type type = Type::Talk;
    QString roomId;
    QString sender; ///< a name; counts for those who came without a token
    QString message;

    bool operator==(const ChatWish &) const = default;
};

/// What a client sent: a wish, or plain text (whatever is no JSON object), which is for the lobby.
/// `bad_request` and `room_not_found` for an object that does not fit.
Result<std::variant<ChatWish, QString>> chatInput(const QByteArray &utf8);

/// As the room takes it. Plain text comes back out as it came in.
Message chatMessage(const QString &text);
Message plainMessage(const QString &text);

/// Ready WebSocket frames, one after another, of what a message is to /ws/chat: an ENTER or a LEAVE for each
/// of the people in it, a TALK, plain text, or nothing. Made once, however many receive it.
QByteArray chatFrames(const EnvelopePtr &envelope);

/// ENTER and LEAVE for one person alone: their own.
QByteArray enterFrame(const QString &roomId, const Person &self);
QByteArray leaveFrame(const QString &roomId, const Person &self);
/// The LEAVE by which somebody hears that they are in the room no more, and why.
QByteArray farewellFrame(const QString &roomId, const Person &self, const QString &reason);

/// `{"type":"ERROR","roomId","sender":"system","message","code"}`; with `reconnectIn` (seconds) where the
/// client is sent elsewhere.
QByteArray errorFrame(const QString &roomId, const Problem &problem, std::optional<double> reconnectIn = {});

} // namespace lectern
