// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"
#include "server/domain/Person.h"
#include "server/domain/RoomInfo.h"

namespace lectern::policy {

/// The classroom's rules that need no state beyond their arguments.

/// Makes of a client's claim what the room will store or pass on: room, sender and time are the server's, the
/// address follows the room's `talk`, texts keep to their limits. The problem says what does not fit.
Result<Message> authored(Message claim, const RoomInfo &room, const Person &author, const Limits &limits);

/// Whether the author may send a message of that type at all; `forbidden` names who may.
Result<void> maySend(MessageType type, const RoomInfo &room, const Person &author);

/// Whether somebody of this audience is among those to whom the message goes. Senders get their own.
bool receives(const Message &message, const QString &personId, PersonType audience);

/// Whether a message of that type has its place in the log.
bool isLogged(MessageType type);

/// Whether it only says what became of another message: told to those who follow the log, left out of the
/// history, where that message stands as it is now.
bool amends(MessageType type);

/// Whether it says that somebody was erased from the room: `refers` names the person.
bool erases(const Message &message);

/// The host of a class; who made a chat room.
bool isOwner(const RoomInfo &room, const Person &person);

/// Who rules here: the owner, and their assistants.
bool isModerator(const RoomInfo &room, const Person &person);

/// To which group of those who hear somebody belongs: an assistant hears what teachers hear.
PersonType audienceOf(const RoomInfo &room, const QString &personId, PersonType type);

/// Whether a message of that type is talking, which the muted may not.
bool isTalk(const Message &message);

/// Whether that moderator may mute, rename or remove this person: nobody the host, and assistants not one
/// another.
Result<void> mayRule(const RoomInfo &room, const Person &by, const QString &personId);

} // namespace lectern::policy
