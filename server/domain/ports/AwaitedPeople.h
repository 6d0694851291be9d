// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QList>

#include <chrono>

namespace lectern {

/// Somebody whose node has gone from under them, and who is expected back on any other.
struct Awaited
{
    QString roomId;
    Participant person; ///< as they were there last
    QDateTime lastSeen;
    QDateTime until; ///< who is not back by then is announced as gone
    LeaveReason reason = LeaveReason::Timeout;
};

/// How long people are waited for.
struct Patience
{
    std::chrono::milliseconds seat{0};
    std::chrono::milliseconds host{0}; ///< of a class
};

/// The list of those who are expected back; it outlives every node. AttendanceLog::entered() and left() take
/// people off it. Called on the main thread, answered there. Writes are not waited for; a later question of
/// this node sees them.
class AwaitedPeople
{
public:
    virtual ~AwaitedPeople() = default;

    /// Replaces what the list says of the same people.
    virtual void expect(QList<Awaited> people) = 0;
    /// The room is gone: nobody of it is expected any more.
    virtual void forget(QString roomId) = 0;

    virtual QFuture<Result<QList<Awaited>>> of(QString roomId) = 0;

    /// Those whose time is over. Each is given once, however many nodes ask.
    virtual QFuture<Result<QList<Awaited>>> takeOverdue() = 0;

    /// Whoever still counts as present in an open room by the word of a node that has given no sign since
    /// `silentSince` is expected from now on (LeaveReason::Orphaned).
    virtual void adopt(QDateTime silentSince, Patience patience) = 0;

    /// There was nowhere to come back to before now: everybody gets that long from now at least.
    virtual void extend(Patience patience) = 0;
};

} // namespace lectern
