// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/domain/RoomTally.h"

#include <QtCore/QString>

#include <chrono>

namespace lectern {

class AttachmentSource;
class AttendanceLog;
class AwaitedPeople;
class BallotBox;
class Broker;
class ClassRegister;
class Erasure;
class MessageLog;
class Presence;
class RoomAudit;
class RoomStore;
class StorageQuota;

/// How rooms behave on this node; from the configuration.
struct RoomOptions
{
    Limits limits;
    QString serverId;
    bool alone = true; ///< no other node lived when this one started
    std::chrono::milliseconds hostGrace{30'000};
    std::chrono::milliseconds seat{10'000};            ///< how long a dropped person's seat is kept
    std::chrono::milliseconds emptyTtl{600'000};       ///< a chat room that stands empty is deleted
    std::chrono::milliseconds roomWatch{5'000};        ///< how often a lost bell is looked for
    std::chrono::milliseconds unhostedTtl{43'200'000}; ///< a class whose host never came ends
    std::chrono::milliseconds awaitedWatch{1'000};     ///< how often somebody overdue is looked for
    std::chrono::milliseconds reunion{10'000};         ///< how long nodes need to be all back once Redis is
};

/// What rooms need from the rest of the house, and what they have counted. Outlives them all.
struct RoomContext
{
    RoomOptions options;
    RoomStore &store;
    MessageLog &log;
    AttendanceLog &attendance;
    Presence &presence;
    Broker &broker;
    AttachmentSource &attachments;
    BallotBox &ballots;
    StorageQuota &quota;
    Erasure &erasure;
    AwaitedPeople &awaited;
    ClassRegister &people;
    RoomAudit &audit;
    RoomTally tally{};
};

} // namespace lectern
