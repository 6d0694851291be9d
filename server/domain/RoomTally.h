// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/ErrorCode.h"
#include "common/protocol/Message.h"
#include "server/telemetry/Distribution.h"
#include "server/telemetry/EnumTally.h"

namespace lectern {

/// What has happened in the rooms of this node since its start. Main thread.
struct RoomTally
{
    EnumTally<MessageType, kMessageTypeCount> said; ///< what the rules let through; a retry counts again
    EnumTally<ErrorCode, kErrorCodeCount> refused;  ///< frames that were answered with `error`
    quint64 deliveries = 0;                         ///< messages handed to sessions as they happened
    quint64 replays = 0;                            ///< and to those who had missed them
    Distribution latency{kWaitSeconds};             ///< of numbered messages, once a delivery
    quint64 gapsFilled = 0;                         ///< holes in a room's numbering that the log has filled
    quint64 gapMessages = 0;                        ///< messages that were in them
    quint64 recovered = 0;                          ///< who came back and was told all that they had missed
    quint64 startedOver = 0;                        ///< who came back, and it could not be told
    quint64 sentAway = 0;                           ///< who came while the log could not be read

    /// That many sessions have been given this message just now.
    void delivered(const Message &message, quint64 sessions)
    {
        if (sessions == 0) return;
        deliveries += sessions;
        if (message.seq == 0) return;
        // The clock of another node may be ahead of this one's.
        const qint64 took = QDateTime::currentMSecsSinceEpoch() - message.sentAt.toMSecsSinceEpoch();
        latency.add(double(std::max<qint64>(took, 0)) / 1'000, sessions);
    }
};

} // namespace lectern
