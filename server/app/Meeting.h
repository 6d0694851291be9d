// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/ports/Broker.h"
#include "server/domain/ports/Presence.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace lectern {

class NodeHeartbeat;
class Reaper;
class RedisBroker;
class RedisLink;
struct RedisTally;

/// Where nodes meet: in Redis when there is an address, else nowhere, as this node is alone.
class Meeting
{
public:
    /// `redis`: a URL as in the configuration, checked; empty for a lone node.
    Meeting(const QString &redis, const QString &serverId);
    ~Meeting();

    /// Connects and makes sure that the other nodes share this database. The detail names address and cause.
    QCoro::Task<Result<void>> open(QString databaseId);

    using Orphaned = std::function<void(const QString &roomId, const QList<Participant> &people)>;
    /// From now on this node looks after the people of nodes that died, too: they are off the lists when
    /// `orphaned` is called. Once opened; does nothing for a lone node.
    /// `lapsed`: the others may have taken this one for dead.
    void watchOthers(Orphaned orphaned, std::function<void()> lapsed);
    void stopWatching(); ///< this node goes itself

    /// Says good-bye to the other nodes.
    QCoro::Task<void> close();

    Broker &broker() const { return *m_broker; }
    Presence &presence() const { return *m_presence; }
    /// Once opened: no other node lived then.
    bool isAlone() const { return m_alone; }
    bool isUp() const { return m_broker->isUp(); }
    const RedisTally *redisTally() const; ///< null for a lone node

private:
    std::unique_ptr<RedisLink> m_commands;
    std::unique_ptr<RedisLink> m_subscriptions;
    std::unique_ptr<NodeHeartbeat> m_heartbeat;
    std::unique_ptr<Reaper> m_reaper;
    std::unique_ptr<Broker> m_broker;
    RedisBroker *m_redisBroker = nullptr; ///< the same, if it is that one
    std::unique_ptr<Presence> m_presence;
    bool m_alone = true;
};

} // namespace lectern
