// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Gatherer.h"
#include "server/domain/Lines.h"

#include <QtCore/QList>

#include <functional>

namespace lectern {

/// Tells the room who came and went: those within 100 ms in one frame, in the order in which it happened.
/// Somebody whose `welcome` has told them of a person is not told again.
class Movements
{
public:
    /// `announce`: a frame for the other nodes.
    Movements(QString roomId, Lines &lines, std::function<void(const EnvelopePtr &)> announce);

    void joined(const Participant &participant);
    void left(Participant participant, LeaveReason reason);

    /// How many joins there have been: a line that is welcomed now knows of that many.
    quint64 joins() const { return m_joins; }

    /// Sends what waits. To be called before anything that has to come after it.
    void flush();

    bool isWaiting() const { return m_gatherer.isWaiting(); }

private:
    void flushJoins();
    void flushLeaves();
    Message frame(MessageType type, const QList<Participant> &people) const;

    QString m_roomId;
    Lines &m_lines;
    std::function<void(const EnvelopePtr &)> m_announce;
    Gatherer m_gatherer;
    QList<Participant> m_joined;
    QList<Participant> m_left;
    quint64 m_joins = 0;
};

} // namespace lectern
