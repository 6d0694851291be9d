// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/broker/RedisLink.h"

#include <QtCore/QTimer>

namespace lectern {

/// Takes the people of dead nodes off the presence lists. A node is dead when it stands in "lectern:nodes"
/// and its heartbeat has run out; one of the others gets it, by "lectern:reaper:{id}", so each person is
/// told of once. Who has moved to another node is let alone.
class Reaper : public QObject
{
    Q_OBJECT

public:
    /// The link is open, and outlives it.
    Reaper(RedisLink &commands, const QString &serverId, QObject *parent = nullptr);

    /// Looks from now on, every 2 s.
    void start();
    void stop();

Q_SIGNALS:
    /// These people sat on a node that has died; nothing is left of them in Redis. One or more times a room.
    void orphaned(const QString &roomId, const QList<lectern::Participant> &people);

private:
    void look();
    void take(const QString &deadId);
    void announce(const QList<RedisReply> &orphans);
    void bury(const QString &deadId);

    RedisLink &m_commands;
    QString m_serverId;
    QTimer m_timer;
};

} // namespace lectern
