// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "common/protocol/Envelope.h"

namespace lectern {

/// A person's live line into a room, whatever protocol it speaks. Implemented by the dialects.
class Session
{
public:
    virtual ~Session() = default;

    /// Queues a message. Must not call back into the room.
    virtual void deliver(const EnvelopePtr &envelope) = 0;

    /// The room is done with this session (it has been taken out of the room already): say goodbye and close.
    virtual void end(CloseCode code, const payload::Bye &bye) = 0;
};

} // namespace lectern
