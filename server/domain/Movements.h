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
    /// Whether the other nodes have to be told, or know it by other ways.
    enum class Reach { Everywhere, Here };

    /// `announce`: a frame for the other nodes.
    Movements(QString roomId, Lines &lines, std::function<void(const EnvelopePtr &)> announce);

    void joined(const Participant &participant, Reach reach = Reach::Everywhere);
    void left(Participant participant, LeaveReason reason, Reach reach = Reach::Everywhere);

    /// Somebody is back who never left, away since that moment of the room: a join for those alone who were
    /// welcomed meanwhile, on this node.
    void returned(const Participant &participant, quint64 awaySince);

    /// How many joins there have been: a line that is welcomed now knows of that many.
    quint64 joins() const { return m_joins; }

    /// Sends what waits. To be called before anything that has to come after it.
    void flush();

    bool isWaiting() const { return m_gatherer.isWaiting(); }

private:
    struct Joined
    {
        Participant person;
        Reach reach;
        quint64 awaySince; ///< 0: not there before
    };
    struct Left
    {
        Participant person;
        Reach reach;
    };

    void add(const Joined &joined);
    void flushJoins();
    void flushLeaves();
    template <typename Entry> void announce(const EnvelopePtr &all, const QList<Entry> &entries);
    Message frame(MessageType type, const QList<Participant> &people) const;

    QString m_roomId;
    Lines &m_lines;
    std::function<void(const EnvelopePtr &)> m_announce;
    Gatherer m_gatherer;
    QList<Joined> m_joined;
    QList<Left> m_left;
    quint64 m_joins = 0;
};

} // namespace lectern
