// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlBallotBox.h"

#include "common/protocol/Codec.h"
#include "server/store/Database.h"
#include "server/store/MessageRow.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// A vote is stored as its frame, so that one codec knows how it is written.
QString bodyOf(const Ballot &ballot)
{
    Message message;
    message.type = MessageType::Vote;
    message.refers = ballot.pollId;
    message.payload = ballot.vote;
    return QString::fromUtf8(encode(message));
}

payload::Vote voteOf(const QString &body)
{
    const auto message = decode(body.toUtf8());
    const auto *vote = message ? payloadOf<payload::Vote>(*message) : nullptr;
    return vote ? *vote : payload::Vote{};
}

Result<QList<OpenBallots>> openPolls(Sql &sql, const QString &roomId)
{
    return sql.rows<OpenBallots>(
        u"SELECT " LECTERN_MESSAGE_COLUMNS
        "FROM message WHERE room_id = ? AND type = 'poll' AND refers = '' AND deleted = 0 "
        "AND id NOT IN (SELECT refers FROM message WHERE room_id = ? AND type = 'poll' AND refers <> '') "
        "ORDER BY seq"_s,
        {roomId, roomId}, [](const SqlRow &row) {
            const Message message = MessageRow::readMessage(row);
            const auto *poll = payloadOf<payload::Poll>(message);
            return OpenBallots{{message.id, poll ? *poll : payload::Poll{}}, {}};
        });
}

} // namespace

QFuture<Result<void>> SqlBallotBox::save(QString roomId, QList<Ballot> ballots)
{
    return m_database.run<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            for (const Ballot &ballot : ballots) {
                const auto saved = sql.execute(
                    u"INSERT INTO vote (room_id, poll_id, user_id, body) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (room_id, poll_id, user_id) DO UPDATE SET body = excluded.body"_s,
                    {roomId, ballot.pollId, ballot.userId, bodyOf(ballot)});
                if (!saved) return std::unexpected(saved.error());
            }
            return {};
        });
    });
}

QFuture<Result<void>> SqlBallotBox::discard(QString roomId, QString pollId)
{
    return m_database.run<void>([=](Sql &sql) -> Result<void> {
        const auto done =
            sql.execute(u"DELETE FROM vote WHERE room_id = ? AND poll_id = ?"_s, {roomId, pollId});
        if (!done) return std::unexpected(done.error());
        return {};
    });
}

QFuture<Result<QList<OpenBallots>>> SqlBallotBox::open(QString roomId)
{
    return m_database.run<QList<OpenBallots>>([roomId](Sql &sql) -> Result<QList<OpenBallots>> {
        auto polls = openPolls(sql, roomId);
        if (!polls) return polls;
        for (OpenBallots &poll : *polls) {
            const auto votes = sql.rows<Ballot>(
                u"SELECT poll_id, user_id, body FROM vote WHERE room_id = ? AND poll_id = ?"_s,
                {roomId, poll.poll.id}, [](const SqlRow &row) {
                    return Ballot{row.value(0).toString(), row.value(1).toString(),
                                  voteOf(row.value(2).toString())};
                });
            if (!votes) return std::unexpected(votes.error());
            for (const Ballot &ballot : *votes)
                poll.votes.insert(ballot.userId, ballot.vote);
        }
        return polls;
    });
}

} // namespace lectern
