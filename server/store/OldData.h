// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QStringList>

namespace lectern {

class Database;

/// Finds what is older than a school wants to keep, and removes it in jobs so small that messages do not
/// wait for them. Any node may do any of it at any time: what is gone is gone.
class OldData
{
public:
    explicit OldData(Database &database)
        : m_database(database)
    {
    }

    /// Rooms in which anything was said before that.
    QFuture<Result<QStringList>> roomsToPrune(QDateTime before);

    /// Removes the first messages of the room's log, as many as one job may, as far as they are older:
    /// never one behind a younger one. The room remembers the last of them, with which the chain begins
    /// then. How many; 0: that was all.
    QFuture<Result<int>> prune(QString roomId, QDateTime before);

    /// Rooms that ended before that.
    QFuture<Result<QStringList>> roomsToRemove(QDateTime before);

    /// With all that is left in it. False when it is open again, or gone.
    QFuture<Result<bool>> removeRoom(QString roomId, QDateTime before);

    /// Some of the stays that ended before that, or whose node died before. How many; 0: that was all.
    QFuture<Result<int>> removeStays(QDateTime before);

    /// Some of the places of people who were not in their room since, have nothing there that is kept, and
    /// have read nothing of it. A ban goes with the place. How many; 0: that was all.
    QFuture<Result<int>> removePlaces(QDateTime before);

private:
    Database &m_database;
};

} // namespace lectern
