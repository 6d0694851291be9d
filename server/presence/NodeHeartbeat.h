// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisLink.h"

#include <QtCore/QTimer>

namespace lectern {

/// Says to the other nodes that this one lives: the key "server:{serverId}" with 15 s to live and a place in
/// the set "lectern:nodes", renewed every 5 s and whenever Redis is back. Whoever finds its key gone (it
/// slept, or Redis was emptied) may have been taken for dead.
class NodeHeartbeat : public QObject
{
    Q_OBJECT

public:
    NodeHeartbeat(RedisLink &commands, const QString &serverId, QObject *parent = nullptr);

    void start();

    /// A graceful end: the key is gone at once, and the answer comes when it is. So is the place among the
    /// nodes, unless somebody's seat is still held here: that one is left to the reaper of another node.
    QFuture<Result<RedisReply>> stop();

    /// How many other nodes live.
    QFuture<Result<int>> countOthers();

Q_SIGNALS:
    /// The key had run out under this node.
    void lapsed();

private:
    void beat();

    RedisLink &m_commands;
    QString m_serverId;
    QTimer m_timer;
    bool m_hasBeaten = false;
};

} // namespace lectern
