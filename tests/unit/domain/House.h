// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "house/Audit.h"
#include "house/Ballots.h"
#include "house/Bells.h"
#include "house/Erasures.h"
#include "house/Files.h"
#include "house/Listener.h"
#include "house/Log.h"
#include "house/People.h"
#include "house/Store.h"

#include "server/domain/Hub.h"
#include "server/presence/MemoryPresence.h"

/// A house in memory for the domain's tests: a log, a store, a presence list that two nodes can share, and
/// brokers that ring between them (house/, a port a file).
namespace lectern::house {

/// What two nodes share.
struct Shared
{
    Log log;
    Store store{log};
    AwaitedList awaited;
    AttendanceBook attendance{{}, {}, awaited};
    MemoryPresence presence;
    Attachments attachments;
    Quota quota;
    Ballots ballots{log};
    Erasures erasure{log, store};
    Register people{store};
    Audit audit;
};

/// A node: bells and a hub.
struct Node
{
    explicit Node(Shared &shared, RoomOptions options)
        : attendance(shared.attendance, options.serverId)
        , hub(context(shared, std::move(options)))
    {
    }

    RoomContext context(Shared &shared, RoomOptions options)
    {
        return {std::move(options), shared.store,   shared.log,         attendance,
                shared.presence,    bells,          shared.attachments, shared.ballots,
                shared.quota,       shared.erasure, shared.awaited,     shared.people,
                shared.audit};
    }

    Attendance attendance;
    Bells bells;
    Hub hub;
};

inline RoomOptions quick(const QString &serverId = QStringLiteral("node-a"))
{
    using namespace std::chrono_literals;
    RoomOptions options;
    options.serverId = serverId;
    options.hostGrace = 200ms;
    options.seat = 150ms;
    return options;
}

inline Message text(const QString &words, const QString &ref = {})
{
    Message message;
    message.type = MessageType::Send;
    message.payload = payload::Text{words};
    message.ref = ref;
    return message;
}

inline Message frame(MessageType type, Payload payload = {})
{
    Message message;
    message.type = type;
    message.payload = std::move(payload);
    return message;
}

} // namespace lectern::house
