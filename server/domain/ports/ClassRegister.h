// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace lectern {

/// What the host has settled about somebody of a room.
struct Standing
{
    QString userId;
    QString name;
    QString realName; ///< as the teachers know them; empty where it is not known
    bool muted = false;
};

/// Somebody who may not come in any more.
struct Ban
{
    QString userId;
    QString name;
    QDateTime since;
};

/// A name that the host expects in the room.
struct ExpectedName
{
    QString name;
    bool taken = false; ///< somebody of the room has it
};

/// What the host settles about the people of a room, and whom they expect there. It outlives every node.
/// Called on the main thread, answered there. `user_not_found` for whoever has no place in the room; every
/// call may fail with `storage_unavailable`.
class ClassRegister
{
public:
    virtual ~ClassRegister() = default;

    /// Until the class ends.
    virtual QFuture<Result<void>> setMuted(QString roomId, QString userId, bool muted) = 0;

    /// What is set of the two. A name that is taken in the room is told apart: "민준 (2)". `forbidden` for
    /// the name of an account, which is its own. The names as they are now.
    virtual QFuture<Result<payload::Rename>> rename(QString roomId, QString userId, payload::Rename wish) = 0;

    /// Of everybody who has a place in the room.
    virtual QFuture<Result<QList<Standing>>> standings(QString roomId) = 0;

    /// Put out by the host, for good or until they come again: to a locked room they are newcomers.
    virtual QFuture<Result<void>> putOut(QString roomId, QString userId, bool ban) = 0;

    /// Oldest first.
    virtual QFuture<Result<QList<Ban>>> bans(QString roomId) = 0;
    /// As if they had never been put out.
    virtual QFuture<Result<void>> lift(QString roomId, QString userId) = 0;

    virtual QFuture<Result<void>> setRoster(QString roomId, QStringList names) = 0;
    /// In the order in which they were given.
    virtual QFuture<Result<QList<ExpectedName>>> roster(QString roomId) = 0;
};

} // namespace lectern
