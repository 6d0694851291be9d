// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QStringView>

#include <optional>

namespace lectern {

/// Who somebody is in a room; also the `senderType` of a message.
enum class PersonType { Teacher, Student, System };

/// To which group of people a message goes; with `Message::target` to one person of it.
enum class TargetType { All, Teacher, Student };

/// `Class` has a host and ends with it; `Chat` has none and ends when it has stood empty.
enum class RoomKind { Class, Chat };

/// Where a student's `send` goes: to the teachers, to all, or nowhere.
enum class Talk { Teacher, All, None };

/// Why somebody is no longer in the room.
enum class LeaveReason { Left, Timeout, Kicked, Closed, Orphaned };

enum class ReactionKind { GotIt, Lost, Slower, Faster, Applause };

/// Whether students see one another's names.
enum class Names { Shown, Hidden };

/// By which of the server's protocols somebody is here.
enum class Via { Ws, Events, Stomp, SockJs, Chat, Relay };

/// How far the upload of a file is: its bytes are on their way, whole and readable, or will not come.
enum class AttachmentState { Uploading, Ready, Failed };

/// Names on the wire and back. `fromString` gives nothing for a name that is not known.
QLatin1StringView wireName(PersonType value);
QLatin1StringView wireName(TargetType value);
QLatin1StringView wireName(RoomKind value);
QLatin1StringView wireName(Talk value);
QLatin1StringView wireName(LeaveReason value);
QLatin1StringView wireName(ReactionKind value);
QLatin1StringView wireName(AttachmentState value);
QLatin1StringView wireName(Names value);
QLatin1StringView wireName(Via value);

template <typename Enum> std::optional<Enum> fromString(QStringView name);
template <> std::optional<PersonType> fromString<PersonType>(QStringView name);
template <> std::optional<TargetType> fromString<TargetType>(QStringView name);
template <> std::optional<RoomKind> fromString<RoomKind>(QStringView name);
template <> std::optional<Talk> fromString<Talk>(QStringView name);
template <> std::optional<LeaveReason> fromString<LeaveReason>(QStringView name);
template <> std::optional<ReactionKind> fromString<ReactionKind>(QStringView name);
template <> std::optional<AttachmentState> fromString<AttachmentState>(QStringView name);
template <> std::optional<Names> fromString<Names>(QStringView name);
template <> std::optional<Via> fromString<Via>(QStringView name);

} // namespace lectern
