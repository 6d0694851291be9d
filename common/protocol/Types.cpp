// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Types.h"
#include "common/protocol/MessageType.h"

#include <array>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

template <typename Enum> using Name = std::pair<Enum, QLatin1StringView>;

constexpr std::array kPersonTypes{
    Name<PersonType>{PersonType::Teacher, "teacher"_L1},
    Name<PersonType>{PersonType::Student, "student"_L1},
    Name<PersonType>{PersonType::System, "system"_L1},
};
constexpr std::array kTargetTypes{
    Name<TargetType>{TargetType::All, "all"_L1},
    Name<TargetType>{TargetType::Teacher, "teacher"_L1},
    Name<TargetType>{TargetType::Student, "student"_L1},
};
constexpr std::array kRoomKinds{
    Name<RoomKind>{RoomKind::Class, "class"_L1},
    Name<RoomKind>{RoomKind::Chat, "chat"_L1},
};
constexpr std::array kTalks{
    Name<Talk>{Talk::Teacher, "teacher"_L1},
    Name<Talk>{Talk::All, "all"_L1},
    Name<Talk>{Talk::None, "none"_L1},
};
constexpr std::array kLeaveReasons{
    Name<LeaveReason>{LeaveReason::Left, "left"_L1},
    Name<LeaveReason>{LeaveReason::Timeout, "timeout"_L1},
    Name<LeaveReason>{LeaveReason::Kicked, "kicked"_L1},
    Name<LeaveReason>{LeaveReason::Closed, "closed"_L1},
    Name<LeaveReason>{LeaveReason::Orphaned, "orphaned"_L1},
};
constexpr std::array kReactionKinds{
    Name<ReactionKind>{ReactionKind::GotIt, "got-it"_L1},
    Name<ReactionKind>{ReactionKind::Lost, "lost"_L1},
    Name<ReactionKind>{ReactionKind::Slower, "slower"_L1},
    Name<ReactionKind>{ReactionKind::Faster, "faster"_L1},
    Name<ReactionKind>{ReactionKind::Applause, "applause"_L1},
};
constexpr std::array kAttachmentStates{
    Name<AttachmentState>{AttachmentState::Uploading, "uploading"_L1},
    Name<AttachmentState>{AttachmentState::Ready, "ready"_L1},
    Name<AttachmentState>{AttachmentState::Failed, "failed"_L1},
};
constexpr std::array kNames{
    Name<Names>{Names::Shown, "shown"_L1},
    Name<Names>{Names::Hidden, "hidden"_L1},
};
constexpr std::array kVias{
    Name<Via>{Via::Ws, "ws"_L1},       Name<Via>{Via::Events, "events"_L1},
    Name<Via>{Via::Stomp, "stomp"_L1}, Name<Via>{Via::SockJs, "sockjs"_L1},
    Name<Via>{Via::Chat, "chat"_L1},   Name<Via>{Via::Relay, "relay"_L1},
};
constexpr std::array kMessageTypes{
#define X(id, name) Name<MessageType>{MessageType::id, QLatin1StringView(name)},
    LECTERN_MESSAGE_TYPES(X)
#undef X
};

template <typename List, typename Enum> QLatin1StringView nameOf(const List &names, Enum value)
{
    return names[static_cast<std::size_t>(value)].second;
}

template <typename List>
auto valueOf(const List &names, QStringView name) -> std::optional<typename List::value_type::first_type>
{
    for (const auto &[value, text] : names)
        if (name == text) return value;
    return std::nullopt;
}

} // namespace

QLatin1StringView wireName(PersonType value)
{
    return nameOf(kPersonTypes, value);
}
QLatin1StringView wireName(TargetType value)
{
    return nameOf(kTargetTypes, value);
}
QLatin1StringView wireName(RoomKind value)
{
    return nameOf(kRoomKinds, value);
}
QLatin1StringView wireName(Talk value)
{
    return nameOf(kTalks, value);
}
QLatin1StringView wireName(LeaveReason value)
{
    return nameOf(kLeaveReasons, value);
}
QLatin1StringView wireName(ReactionKind value)
{
    return nameOf(kReactionKinds, value);
}
QLatin1StringView wireName(AttachmentState value)
{
    return nameOf(kAttachmentStates, value);
}
QLatin1StringView wireName(Names value)
{
    return nameOf(kNames, value);
}
QLatin1StringView wireName(Via value)
{
    return nameOf(kVias, value);
}
QLatin1StringView wireName(MessageType value)
{
    return nameOf(kMessageTypes, value);
}

template <> std::optional<PersonType> fromString<PersonType>(QStringView name)
{
    return valueOf(kPersonTypes, name);
}
template <> std::optional<TargetType> fromString<TargetType>(QStringView name)
{
    return valueOf(kTargetTypes, name);
}
template <> std::optional<RoomKind> fromString<RoomKind>(QStringView name)
{
    return valueOf(kRoomKinds, name);
}
template <> std::optional<Talk> fromString<Talk>(QStringView name)
{
    return valueOf(kTalks, name);
}
template <> std::optional<LeaveReason> fromString<LeaveReason>(QStringView name)
{
    return valueOf(kLeaveReasons, name);
}
template <> std::optional<ReactionKind> fromString<ReactionKind>(QStringView name)
{
    return valueOf(kReactionKinds, name);
}
template <> std::optional<AttachmentState> fromString<AttachmentState>(QStringView name)
{
    return valueOf(kAttachmentStates, name);
}
template <> std::optional<Names> fromString<Names>(QStringView name)
{
    return valueOf(kNames, name);
}
template <> std::optional<Via> fromString<Via>(QStringView name)
{
    return valueOf(kVias, name);
}
std::optional<MessageType> messageTypeFromString(QStringView name)
{
    return valueOf(kMessageTypes, name);
}

} // namespace lectern
