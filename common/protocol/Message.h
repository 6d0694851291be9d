// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/ErrorCode.h"
#include "common/protocol/Limits.h"
#include "common/protocol/MessageType.h"
#include "common/protocol/Types.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <variant>

namespace lectern {

/// A person as the others in the room see them: an entry of `welcome.participants`, `join`, `leave`,
/// `read` and `GET participants`. Fields that do not belong to a frame stay empty and are not written.
struct Participant
{
    QString id;
    QString name;
    PersonType type = PersonType::Student;
    QString serverId;
    QDateTime joinedAt;
    bool online = true;
    QString lastReadMessage;                ///< a message id; empty before any reading
    QDateTime handRaisedAt;                 ///< invalid when the hand is down
    std::optional<LeaveReason> reason = {}; ///< in `leave`
    std::optional<qint64> readSeq = {};     ///< seq of lastReadMessage, where it is known
    bool muted = false;                     ///< what they say is not taken
    QString realName = {};                  ///< as the teachers know them; empty where it is not known
    std::optional<Via> via = {};
    QString agent = {}; ///< the program that they use, for instance "Chrome · Android"; empty if unknown

    bool operator==(const Participant &) const = default;
};

/// An uploaded file as the REST upload answers it. Until it is ready, type and size are what the uploader
/// announced, and there is no sha256 and no url.
struct Attachment
{
    QString id;
    QString name;
    QString contentType;
    AttachmentState state = AttachmentState::Ready;
    qint64 size = 0; ///< bytes
    QString sha256;  ///< 64 hexadecimal digits
    QString url;     ///< relative to the server; signed, expires
    int width = 0;   ///< pixels; 0: no picture
    int height = 0;  ///< pixels; 0: no picture

    bool operator==(const Attachment &) const = default;
};

/// One payload struct per shape of `message`.
namespace payload {

struct Text
{
    QString text;
    bool operator==(const Text &) const = default;
};

struct People ///< join, leave, and read as the server sends it
{
    QList<Participant> participants;
    bool operator==(const People &) const = default;
};

struct ReadMark ///< read as a client sends it
{
    QString lastReadMessage;
    bool operator==(const ReadMark &) const = default;
};

struct Hand
{
    bool raised = true;
    bool operator==(const Hand &) const = default;
};

struct Reaction
{
    ReactionKind kind = ReactionKind::GotIt;
    bool operator==(const Reaction &) const = default;
};

struct Poll
{
    QString question;
    QList<QString> choices;
    bool multiple = false;
    bool anonymous = true;
    bool text = false; ///< answers are free text, `choices` is empty
    bool operator==(const Poll &) const = default;
};

struct PollClose ///< `poll` with `refers`: ends that poll
{
    bool show = false; ///< the result goes to all
    bool operator==(const PollClose &) const = default;
};

struct Vote
{
    QList<int> choices;          ///< indexes into Poll::choices
    std::optional<QString> text; ///< the answer to an open poll
    bool operator==(const Vote &) const = default;
};

struct PollResult
{
    QList<int> counts; ///< one a choice
    int votes = 0;     ///< people who voted
    std::optional<QList<QString>> texts;
    bool final = false;
    bool operator==(const PollResult &) const = default;
};

struct Timer
{
    QDateTime endsAt; ///< invalid: no timer is running
    QString label;
    bool operator==(const Timer &) const = default;
};

struct Signal ///< relayed untouched
{
    QJsonObject data;
    bool operator==(const Signal &) const = default;
};

struct Usage ///< of a room's storage
{
    qint64 bytes = 0; ///< messages and files
    qint64 limit = 0; ///< bytes; 0: none

    bool isNearlyFull() const { return limit > 0 && bytes >= limit - limit / 10; }
    bool operator==(const Usage &) const = default;
};

struct RoomUpdate ///< only what changes is set
{
    std::optional<QString> name;
    std::optional<Talk> talk;
    std::optional<bool> locked;
    std::optional<Names> names = {};
    std::optional<QStringList> assistants = {}; ///< all of them, by user id
    std::optional<QString> host = {};           ///< user id of whom the class is handed to
    std::optional<Usage> usage = {}; ///< to teachers, from the server alone: the room is nearly full
    bool operator==(const RoomUpdate &) const = default;
};

struct HostAway
{
    int graceSeconds = 0;
    bool operator==(const HostAway &) const = default;
};

struct Kick
{
    bool ban = false;
    bool operator==(const Kick &) const = default;
};

struct Mute
{
    bool muted = true;
    bool operator==(const Mute &) const = default;
};

struct Rename ///< one of them at least
{
    std::optional<QString> name;          ///< as everybody sees them
    std::optional<QString> realName = {}; ///< as the teachers know them; empty: it is not known any more
    bool operator==(const Rename &) const = default;
};

struct Refresh
{
    QString token;
    bool operator==(const Refresh &) const = default;
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString text;
    bool operator==(const Error &) const = default;
};

struct Bye
{
    ErrorCode code = ErrorCode::GoingAway;
    QString reason;
    std::optional<double> reconnectIn; ///< seconds
    bool operator==(const Bye &) const = default;
};

struct OpenPoll ///< an entry of `welcome.openPolls`
{
    QString id; ///< id of the `poll` message
    Poll poll;
    bool operator==(const OpenPoll &) const = default;
};

struct Host
{
    QString id;
    QString name;
    bool online = false;
    bool operator==(const Host &) const = default;
};

struct Welcome
{
    QString selfId;
    QString selfName;
    PersonType selfType = PersonType::Student;
    QString roomName;
    RoomKind kind = RoomKind::Class;
    Talk talk = Talk::Teacher;
    bool locked = false;
    Names names = Names::Shown;
    QStringList assistants; ///< user ids
    std::optional<Host> host;
    QList<Participant> participants;
    QList<OpenPoll> openPolls;
    std::optional<Timer> timer;
    QString epoch;
    qint64 lastSeq = 0;
    qint64 resumeSeq =
        0; ///< not on the wire: whoever gets nothing after this one has missed what is behind it
    QString lastReadMessage;
    int unread = 0;
    bool recovered = false;
    Limits limits;
    bool operator==(const Welcome &) const = default;
};

} // namespace payload

using Payload = std::variant<std::monostate, payload::Text, payload::People, payload::ReadMark, payload::Hand,
                             payload::Reaction, payload::Poll, payload::PollClose, payload::Vote,
                             payload::PollResult, payload::Timer, payload::Signal, payload::RoomUpdate,
                             payload::HostAway, payload::Kick, payload::Mute, payload::Rename,
                             payload::Refresh, payload::Error, payload::Bye, payload::Welcome>;

/// One frame of the native protocol. Which payload a type carries is checked by the codec; an object
/// that it returned always fits. Strings that are not set are empty and are not written.
struct Message
{
    QString roomId; ///< six letters; "room:" + roomId on the wire
    PersonType senderType = PersonType::System;
    QString sender;
    TargetType targetType = TargetType::All;
    MessageType type = MessageType::Send;
    Payload payload;

    QString id;
    qint64 seq = 0; ///< position in the room's log, from 1; 0: not numbered
    QDateTime sentAt;
    QString senderName;
    QString target;
    QString ref;
    QString refers;
    std::optional<Attachment> attachment = {};
    bool replay = false;

    bool operator==(const Message &) const = default;
};

/// The payload as `T`, or null when the message carries another one.
template <typename T> const T *payloadOf(const Message &message)
{
    return std::get_if<T>(&message.payload);
}

} // namespace lectern
