// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisLink.h"

#include <QtCore/QTimer>

namespace lectern {

/// Says to the other nodes that this one lives: the key "server:{serverId}" with 15 s to live, renewed every
/// 5 s and whenever Redis is back.
class NodeHeartbeat : public QObject
{
    Q_OBJECT

public:
    NodeHeartbeat(RedisLink &commands, const QString &serverId, QObject *parent = nullptr);

    void start();

    /// A graceful end: the key is gone at once, and the answer comes when it is.
    QFuture<Result<RedisReply>> stop();

private:
    void beat();

    RedisLink &m_commands;
    QByteArray m_key;
    QTimer m_timer;
};

} // namespace lectern
