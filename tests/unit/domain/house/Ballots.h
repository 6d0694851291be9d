// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Log.h"

#include "server/domain/ports/BallotBox.h"

namespace lectern::house {

class Ballots : public BallotBox
{
public:
    explicit Ballots(Log &log)
        : m_log(log)
    {
    }
    QHash<QString, QHash<QString, payload::Vote>> votes; ///< by poll, then by user

    QFuture<Result<void>> save(QString, QList<Ballot> ballots) override
    {
        for (const Ballot &ballot : ballots)
            votes[ballot.pollId].insert(ballot.userId, ballot.vote);
        return later<void>({});
    }
    QFuture<Result<void>> discard(QString, QString pollId) override
    {
        votes.remove(pollId);
        return later<void>({});
    }
    QFuture<Result<QList<OpenBallots>>> open(QString roomId) override
    {
        QList<OpenBallots> polls;
        for (const Message &message : std::as_const(m_log.rooms[roomId])) {
            if (const auto *poll = payloadOf<payload::Poll>(message))
                polls.append({{message.id, *poll}, votes.value(message.id)});
            if (payloadOf<payload::PollClose>(message))
                polls.removeIf([&](const OpenBallots &open) { return open.poll.id == message.refers; });
        }
        return later<QList<OpenBallots>>(polls);
    }

private:
    Log &m_log;
};

} // namespace lectern::house
