// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Meeting.h"

#include "server/broker/LocalBroker.h"
#include "server/broker/RedisAddress.h"
#include "server/broker/RedisBroker.h"
#include "server/broker/RedisLink.h"
#include "server/broker/SystemGuard.h"
#include "server/presence/MemoryPresence.h"
#include "server/presence/NodeHeartbeat.h"
#include "server/presence/Reaper.h"
#include "server/presence/RedisPresence.h"

#include <QCoroFuture>

namespace lectern {

Meeting::Meeting(const QString &redis, const QString &serverId)
{
    if (redis.isEmpty()) {
        m_broker = std::make_unique<LocalBroker>();
        m_presence = std::make_unique<MemoryPresence>();
        return;
    }
    const RedisAddress address = RedisAddress::parse(redis).value_or(RedisAddress{});
    m_commands = std::make_unique<RedisLink>(address, RedisLink::Use::Commands);
    m_subscriptions = std::make_unique<RedisLink>(address, RedisLink::Use::Subscriptions);
    m_heartbeat = std::make_unique<NodeHeartbeat>(*m_commands, serverId);
    m_reaper = std::make_unique<Reaper>(*m_commands, serverId);
    auto broker = std::make_unique<RedisBroker>(*m_commands, *m_subscriptions);
    m_redisBroker = broker.get();
    m_broker = std::move(broker);
    m_presence = std::make_unique<RedisPresence>(*m_commands);
}

Meeting::~Meeting() = default;

QCoro::Task<Result<void>> Meeting::open(QString databaseId)
{
    if (!m_commands) co_return Result<void>{};
    for (RedisLink *link : {m_commands.get(), m_subscriptions.get()}) {
        const auto opened = co_await link->open();
        if (!opened) co_return opened;
    }
    const auto guarded = co_await guardSystem(*m_commands, databaseId);
    if (!guarded) co_return guarded;
    // A Redis that came back empty has forgotten whose it is.
    QObject::connect(m_commands.get(), &RedisLink::up, m_heartbeat.get(), [this, databaseId] {
        guardSystem(*m_commands, databaseId).then(m_heartbeat.get(), [](const Result<void> &again) {
            if (!again) qCritical("redis: %ls", qUtf16Printable(again.error().detail));
        });
    });
    m_heartbeat->start();
    const auto others = co_await m_heartbeat->countOthers();
    m_alone = others && *others == 0;
    co_return Result<void>{};
}

void Meeting::watchOthers(Orphaned orphaned, std::function<void()> lapsed)
{
    if (!m_reaper) return;
    QObject::connect(m_heartbeat.get(), &NodeHeartbeat::lapsed, m_heartbeat.get(), std::move(lapsed));
    QObject::connect(m_reaper.get(), &Reaper::orphaned, m_reaper.get(), std::move(orphaned));
    m_reaper->start();
}

void Meeting::stopWatching()
{
    if (m_reaper) m_reaper->stop();
}

const RedisTally *Meeting::redisTally() const
{
    return m_redisBroker ? &m_redisBroker->tally() : nullptr;
}

QCoro::Task<void> Meeting::close()
{
    if (!m_commands) co_return;
    m_reaper.reset();
    if (m_commands->isUp()) co_await m_heartbeat->stop();
    m_subscriptions->close();
    m_commands->close();
}

} // namespace lectern
