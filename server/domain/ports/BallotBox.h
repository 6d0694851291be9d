// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QList>

namespace lectern {

/// A person's vote in a poll.
struct Ballot
{
    QString pollId;
    QString userId;
    payload::Vote vote;
};

/// A poll that has not been closed, with each person's last vote.
struct OpenBallots
{
    payload::OpenPoll poll;
    QHash<QString, payload::Vote> votes; ///< by user id
};

/// Keeps the votes of open polls, so that a quiz outlives the node it was begun on. The polls themselves are
/// messages of the log. Called on the main thread, answered there.
class BallotBox
{
public:
    virtual ~BallotBox() = default;

    /// The last one of a person in a poll counts. All of them or none.
    virtual QFuture<Result<void>> save(QString roomId, QList<Ballot> ballots) = 0;

    /// The votes of a closed poll are not needed any more.
    virtual QFuture<Result<void>> discard(QString roomId, QString pollId) = 0;

    /// The polls of the log that are not closed, in the order of opening.
    virtual QFuture<Result<QList<OpenBallots>>> open(QString roomId) = 0;
};

} // namespace lectern
