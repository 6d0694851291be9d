// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "server/domain/ports/MessageLog.h"

#include <QtCore/QObject>

#include <functional>
#include <vector>

namespace lectern {

/// Tells those who come into a room what they missed. Whoever comes while the log is being read is served
/// together by the next read: a class that reconnects as one costs a few reads, not one a person.
class CatchUp
{
public:
    struct Wish
    {
        MessageLog::Reader reader;
        qint64 since = -1; ///< all that followed this seq, deletions included; -1: the last `history` instead
        int history = 50;
    };
    struct Missed
    {
        QList<EnvelopePtr> messages; ///< in order, marked as replayed; the same envelopes for everyone
        int unread = 0;
        /// They are all that followed `since`. False when that was not given, or some of it is not kept any
        /// more: then they are the last `history`.
        bool recovered = false;
    };
    using Told = std::function<void(const Result<Missed> &)>;

    /// `finish` completes a message as it was read from the log; `context` outlives all that is under way.
    CatchUp(QString roomId, MessageLog &log, std::function<void(Message &)> finish, QObject *context);

    /// Everything up to `position` is told; what follows it reaches the person by other ways.
    void tell(Wish wish, qint64 position, Told told);

private:
    struct Asked
    {
        Wish wish;
        Told told;
    };
    using Round = std::shared_ptr<std::vector<Asked>>;

    void nextRound();
    void count(const Round &round, qint64 after, const Result<QList<Message>> &read);
    struct Read
    {
        qint64 after = 0;
        QList<EnvelopePtr> messages; ///< behind `after`
        QList<int> unread;           ///< of each who asked
    };
    void lookForLoss(const Round &round, const Read &read);
    void fail(const Round &round, const Problem &problem);
    void tellAll(const Round &round, const Read &read, qint64 prunedSeq);
    void readAlone(const Asked &asked, int unread);
    QList<EnvelopePtr> replay(QList<Message> messages) const;

    QString m_roomId;
    MessageLog &m_log;
    std::function<void(Message &)> m_finish;
    QObject *m_context;
    std::vector<Asked> m_waiting;
    qint64 m_position = 0; ///< the furthest that anyone who waits asked for
    bool m_reading = false;
};

} // namespace lectern
