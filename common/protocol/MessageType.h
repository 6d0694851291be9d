// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLatin1StringView>

#include <optional>

namespace lectern {

/// The one list of message types of the native protocol: enumerator and the name on the wire.
/// Append only; the names are the protocol, the order is nobody's business.
#define LECTERN_MESSAGE_TYPES(X)                                                                             \
    X(Welcome, "welcome")                                                                                    \
    X(Join, "join")                                                                                          \
    X(Leave, "leave")                                                                                        \
    X(Send, "send")                                                                                          \
    X(Image, "image")                                                                                        \
    X(File, "file")                                                                                          \
    X(Delete, "delete")                                                                                      \
    X(Read, "read")                                                                                          \
    X(Hand, "hand")                                                                                          \
    X(Reaction, "reaction")                                                                                  \
    X(Poll, "poll")                                                                                          \
    X(Vote, "vote")                                                                                          \
    X(PollResult, "pollResult")                                                                              \
    X(Timer, "timer")                                                                                        \
    X(Signal, "signal")                                                                                      \
    X(RoomUpdate, "roomUpdate")                                                                              \
    X(HostAway, "hostAway")                                                                                  \
    X(HostBack, "hostBack")                                                                                  \
    X(Kick, "kick")                                                                                          \
    X(Close, "close")                                                                                        \
    X(Refresh, "refresh")                                                                                    \
    X(Ack, "ack")                                                                                            \
    X(Error, "error")                                                                                        \
    X(Bye, "bye")                                                                                            \
    X(Attachment, "attachment")                                                                              \
    X(Mute, "mute")                                                                                          \
    X(Rename, "rename")

enum class MessageType {
#define X(id, name) id,
    LECTERN_MESSAGE_TYPES(X)
#undef X
};

#define X(id, name) +1 // NOLINT(bugprone-macro-parentheses): they are added up
inline constexpr std::size_t kMessageTypeCount = LECTERN_MESSAGE_TYPES(X);
#undef X

/// The name on the wire, for instance "roomUpdate".
QLatin1StringView wireName(MessageType type);

/// The type of that name; nothing for a name that is not in the list.
std::optional<MessageType> messageTypeFromString(QStringView name);

} // namespace lectern
