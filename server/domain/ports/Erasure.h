// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"
#include "server/domain/Person.h"

#include <QtCore/QFuture>

namespace lectern {

/// What there is of a person in a room.
struct Traces
{
    int messages = 0; ///< that they said, that were for them alone, or that carry a file of theirs
    int files = 0;    ///< that they uploaded
    int votes = 0;    ///< in open polls; of a closed one nobody knows whose they were
    int stays = 0;
    int names =
        0; ///< where else their name stands: what was deleted before, deletions, the room that is theirs
    bool place = false;

    bool isEmpty() const { return *this == Traces{}; }
    bool operator==(const Traces &) const = default;
};

struct Erased
{
    Traces traces;          ///< that were there
    QList<Message> entries; ///< what the log says of it, in order
};

/// Takes a person's data out of a room for good. Called on the main thread.
class Erasure
{
public:
    virtual ~Erasure() = default;

    /// `room_not_found`; `forbidden` for the host of a class, whose room it is.
    virtual QFuture<Result<Traces>> look(QString roomId, QString personId) = 0;

    /// First the place goes, so that the person's tokens for the room work no more, and the log says so:
    /// policy::erases(). Then each message is followed by a `delete` of `by`. What the log keeps names them
    /// nowhere; its hashes stay. Where nothing is, nothing is done. Broken off, it is finished by the next
    /// call.
    virtual QFuture<Result<Erased>> erase(QString roomId, QString personId, Person by) = 0;
};

} // namespace lectern
