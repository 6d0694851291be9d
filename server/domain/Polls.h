// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"
#include "server/domain/ports/BallotBox.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <optional>

namespace lectern {

/// The open polls of a room and what has been answered so far. The last vote of a person counts.
class Polls
{
public:
    void open(const QString &pollId, const payload::Poll &poll);

    /// One that was open before, with its votes.
    void restore(const OpenBallots &ballots) { m_entries.append(Entry{ballots.poll, ballots.votes}); }

    /// The final result; nothing for a poll that is not open (any more).
    std::optional<payload::PollResult> close(const QString &pollId);

    /// `message_not_found` for a poll that is not open, `bad_request` for an answer that does not fit it.
    Result<void> vote(const QString &pollId, const QString &personId, const payload::Vote &vote);

    /// Takes somebody's votes away: the ids of the polls that they had voted in.
    QStringList forget(const QString &personId);

    std::optional<payload::PollResult> result(const QString &pollId) const;

    /// In the order in which they were opened.
    QList<payload::OpenPoll> list() const;

private:
    struct Entry
    {
        payload::OpenPoll poll;
        QHash<QString, payload::Vote> votes;
    };
    static payload::PollResult count(const Entry &entry);
    const Entry *find(const QString &pollId) const;

    QList<Entry> m_entries;
};

} // namespace lectern
