// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/domain/TokenBucket.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <map>
#include <memory>

namespace lectern {

/// A person's place among those present, on whatever node.
struct Seat
{
    Participant participant;
    qint64 readUpTo() const { return participant.readSeq.value_or(0); } ///< seq
    /// Never goes back; false when they had read as far before.
    bool markRead(const QString &messageId, qint64 seq);

    /// The numbers of the room begin anew.
    void forgetRead();

    TokenBucket frames;   ///< how fast this person may speak
    int refusedInRow = 0; ///< frames refused for being too fast since the last one that was not
    /// By the room's count of moments, while they are not online; 0: before this node knew them.
    quint64 awaySince = 0;
    std::unique_ptr<QTimer> hold; ///< runs while a dropped person's seat is kept on this node
};

/// Who is in the room, in the order of joining.
class Roster
{
public:
    explicit Roster(const Limits &limits)
        : m_limits(limits)
    {
    }

    Seat *find(const QString &userId);
    const Seat *find(const QString &userId) const;

    /// Adds a person at the end, or replaces what is known of one who is there; a read mark never goes back.
    Seat &put(const Participant &participant);
    void remove(const QString &userId);

    int size() const { return int(m_order.size()); }
    QList<Participant> participants() const;
    QList<Participant> onNode(const QString &serverId) const;

private:
    struct Place
    {
        quint64 order;
        Seat *seat;
    };

    Limits m_limits;
    QHash<QString, Place> m_places;
    std::map<quint64, std::unique_ptr<Seat>> m_order; ///< by the order of joining
    quint64 m_next = 0;
};

} // namespace lectern
