// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompFrame.h"
#include "server/dialect/stomp/StompMessages.h"

#include <QtCore/QList>

namespace lectern {

/// A client's subscription: how its messages are headed, and which of them it has still to acknowledge.
/// Nothing is ever sent twice: an ACK only settles, and a NACK does the same.
class StompSubscription
{
public:
    static constexpr qsizetype kMostUnsettled = 2'000;

    /// Of a SUBSCRIBE frame. 1.0 does without `id`: the destination takes its place then. `number` is the
    /// connection's own for it. `bad_request` for a header that is missing or cannot be read.
    static Result<StompSubscription> of(const StompFrame &subscribe, StompVersion version, quint64 number);

    const QString &id() const { return m_id; }
    quint64 number() const { return m_number; }

    /// The whole MESSAGE frame.
    QByteArray frame(const StompTail &tail);

    /// More messages wait for their ACK than may.
    bool isFull() const { return m_unsettled.size() > kMostUnsettled; }

    /// An ACK or NACK of that message, with `ack:client` of all up to it. False: it waits for none.
    bool settle(const QString &messageId);

private:
    enum class Acks { Auto, Client, Individual };

    QString m_id;
    quint64 m_number = 0;
    QByteArray m_head;        ///< the command, and the headers that are this subscription's own
    bool m_namesAcks = false; ///< with a header `ack`, as 1.2 has it; before, the message is named
    Acks m_acks = Acks::Auto;
    QList<QByteArray> m_unsettled; ///< in the order of sending
};

/// The subscription and the message that a 1.2 `ack` header names; the number is 0 in what is none of ours.
struct StompAckId
{
    quint64 number = 0;
    QString messageId;

    static StompAckId of(const QString &header);
};

} // namespace lectern
