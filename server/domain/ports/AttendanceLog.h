// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/Person.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QList>

namespace lectern {

/// One stay of a person in a room.
struct Stay
{
    Person person;
    QDateTime from;
    QDateTime to;          ///< invalid while they are there
    QString realName = {}; ///< as the teachers know them; empty where it is not known
};

/// Who was in a room, and when. Called on the main thread.
class AttendanceLog
{
public:
    virtual ~AttendanceLog() = default;

    /// Nobody waits for them any more; see AwaitedPeople.
    virtual void entered(QString roomId, Person person, QDateTime at) = 0;
    virtual void left(QString roomId, QString userId, QDateTime at) = 0;

    /// The node by whose word they are there now; empty when they are not.
    virtual QFuture<Result<QString>> serverOf(QString roomId, QString userId) = 0;

    /// Oldest first. A stay whose node died ends when that node last gave a sign.
    virtual QFuture<Result<QList<Stay>>> stays(QString roomId) = 0;
};

} // namespace lectern
